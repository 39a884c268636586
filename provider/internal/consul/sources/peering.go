package sources

import (
	"context"
	"time"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type peeringModel struct {
	ID              types.String      `tfsdk:"id" is:"optional,computed" doc:"Id of the peering."`
	Name            types.String      `tfsdk:"peer_name" is:"required" doc:"Name of the peer."`
	Partition       types.String      `tfsdk:"partition" is:"optional" doc:"Partition (Consul Enterprise)."`
	DeletedAt       string            `tfsdk:"deleted_at" doc:"Time at which the deletion began; empty if there is none."`
	Meta            map[string]string `tfsdk:"meta" doc:"Keys and values of the peering."`
	State           string            `tfsdk:"state" doc:"State of the peering, such as ACTIVE."`
	PeerID          string            `tfsdk:"peer_id" doc:"Id that the peer has for this cluster."`
	PeerCAs         []string          `tfsdk:"peer_ca_pems" doc:"Certificates of the peer's authorities, in PEM."`
	ServerName      string            `tfsdk:"peer_server_name" doc:"Name in the certificates of the peer's servers."`
	ServerAddresses []string          `tfsdk:"peer_server_addresses" doc:"Addresses of the peer's servers."`
}

func deletedAt(at *time.Time) string {
	if at == nil {
		return ""
	}
	return at.String()
}

func peering() func() datasource.DataSource {
	return of("consul_peering", "A cluster peering.", func(ctx context.Context, consul *Consul, model *peeringModel) error {
		peer, _, err := consul.Client.Peerings().Read(ctx, model.Name.ValueString(), place(ctx, types.StringNull(), model.Partition))
		if err != nil {
			return err
		}
		if peer == nil {
			return source.ErrNotFound
		}
		model.ID, model.DeletedAt, model.Meta, model.State = types.StringValue(peer.ID), deletedAt(peer.DeletedAt), peer.Meta, string(peer.State)
		model.PeerID, model.PeerCAs, model.ServerName, model.ServerAddresses = peer.PeerID, peer.PeerCAPems, peer.PeerServerName, peer.PeerServerAddresses
		return nil
	})
}

type peeringsModel struct {
	ID        types.String `tfsdk:"id" is:"optional,computed" doc:"Always the same."`
	Partition types.String `tfsdk:"partition" is:"optional" doc:"Partition (Consul Enterprise)."`
	Peers     []peer       `tfsdk:"peers" doc:"The peerings."`
}

type peer struct {
	ID              string            `tfsdk:"id"`
	Name            string            `tfsdk:"name"`
	Partition       string            `tfsdk:"partition"`
	DeletedAt       string            `tfsdk:"deleted_at"`
	Meta            map[string]string `tfsdk:"meta"`
	State           string            `tfsdk:"state"`
	PeerID          string            `tfsdk:"peer_id"`
	PeerCAs         []string          `tfsdk:"peer_ca_pems"`
	ServerName      string            `tfsdk:"peer_server_name"`
	ServerAddresses []string          `tfsdk:"peer_server_addresses"`
}

func peerings() func() datasource.DataSource {
	return of("consul_peerings", "The cluster peerings.", func(ctx context.Context, consul *Consul, model *peeringsModel) error {
		found, _, err := consul.Client.Peerings().List(ctx, place(ctx, types.StringNull(), model.Partition))
		model.ID = types.StringValue("peers")
		model.Peers = source.Each(found, func(from *api.Peering) peer {
			return peer{from.ID, from.Name, from.Partition, deletedAt(from.DeletedAt), from.Meta, string(from.State), from.PeerID, from.PeerCAPems,
				from.PeerServerName, from.PeerServerAddresses}
		})
		return err
	})
}
