module cdknomad/lab/images

go 1.26
