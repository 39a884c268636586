module tools/csihostpath

go 1.26.0

// the plugin is of the time of this version; later ones ask for methods that it does not have
replace github.com/container-storage-interface/spec => github.com/container-storage-interface/spec v1.0.0

tool github.com/kubernetes-csi/drivers/app/hostpathplugin

require (
	github.com/container-storage-interface/spec v1.13.0 // indirect
	github.com/golang/glog v1.2.5 // indirect
	github.com/golang/protobuf v1.5.4 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/kubernetes-csi/csi-lib-utils v0.25.0 // indirect
	github.com/kubernetes-csi/drivers v1.0.2 // indirect
	github.com/pborman/uuid v1.2.1 // indirect
	golang.org/x/net v0.60.0 // indirect
	golang.org/x/sys v0.48.0 // indirect
	golang.org/x/text v0.42.0 // indirect
	google.golang.org/genproto/googleapis/rpc v0.0.0-20260825221802-da73d73af1c5 // indirect
	google.golang.org/grpc v1.85.0 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
	k8s.io/apimachinery v0.37.0 // indirect
	k8s.io/kubernetes v1.12.0 // indirect
	k8s.io/utils v0.0.0-20260707023825-cf1189d6abe3 // indirect
)
