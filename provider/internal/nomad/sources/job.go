package sources

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type jobModel struct {
	ID                types.String     `tfsdk:"id" is:"optional,computed" doc:"Id of the job."`
	JobID             types.String     `tfsdk:"job_id" is:"required" doc:"Id of the job."`
	Namespace         types.String     `tfsdk:"namespace" is:"optional" doc:"Namespace of the job. Default: default."`
	Name              string           `tfsdk:"name" doc:"Name of the job."`
	Type              string           `tfsdk:"type" doc:"service, batch, system, or sysbatch."`
	Version           int64            `tfsdk:"version" doc:"Version of the job."`
	Region            string           `tfsdk:"region" doc:"Region of the job."`
	Datacenters       []string         `tfsdk:"datacenters" doc:"Datacenters of the job."`
	Status            string           `tfsdk:"status" doc:"pending, running, or dead."`
	StatusDescription string           `tfsdk:"status_description" doc:"Reason of the status."`
	SubmitTime        string           `tfsdk:"submit_time" doc:"Time at which this version was registered, in nanoseconds since 1970."`
	CreateIndex       int64            `tfsdk:"create_index" doc:"Index at which the job was created."`
	ModifyIndex       int64            `tfsdk:"modify_index" doc:"Index of the last change of the job or its status."`
	JobModifyIndex    int64            `tfsdk:"job_modify_index" doc:"Index of the last change of the specification."`
	Stop              bool             `tfsdk:"stop" doc:"Whether the job was stopped."`
	Priority          int64            `tfsdk:"priority" doc:"Priority of the job."`
	ParentID          string           `tfsdk:"parent_id" doc:"Id of the periodic or parameterized job that launched this one; empty if there is none."`
	TaskGroups        []taskGroup      `tfsdk:"task_groups" doc:"Task groups of the job."`
	Stable            bool             `tfsdk:"stable" doc:"Whether this version was deployed successfully."`
	AllAtOnce         bool             `tfsdk:"all_at_once" doc:"Whether the scheduler places either all task groups or none."`
	Constraints       []constraint     `tfsdk:"constraints" doc:"Constraints of the whole job."`
	UpdateStrategy    []updateStrategy `tfsdk:"update_strategy" doc:"update block of the job."`
	PeriodicConfig    []periodicConfig `tfsdk:"periodic_config" doc:"periodic block of the job."`
}

type constraint struct {
	Left    string `tfsdk:"ltarget"`
	Right   string `tfsdk:"rtarget"`
	Operand string `tfsdk:"operand"`
}

type updateStrategy struct {
	Stagger         string `tfsdk:"stagger"`
	MaxParallel     int64  `tfsdk:"max_parallel"`
	HealthCheck     string `tfsdk:"health_check"`
	MinHealthyTime  string `tfsdk:"min_healthy_time"`
	HealthyDeadline string `tfsdk:"healthy_deadline"`
	AutoRevert      bool   `tfsdk:"auto_revert"`
	Canary          int64  `tfsdk:"canary"`
}

type periodicConfig struct {
	Enabled         bool   `tfsdk:"enabled"`
	Spec            string `tfsdk:"spec"`
	SpecType        string `tfsdk:"spec_type"`
	ProhibitOverlap bool   `tfsdk:"prohibit_overlap"`
	TimeZone        string `tfsdk:"timezone"`
}

type taskGroup struct {
	Name           string            `tfsdk:"name"`
	Count          int64             `tfsdk:"count"`
	Meta           map[string]string `tfsdk:"meta"`
	Tasks          []task            `tfsdk:"task"`
	Volumes        []groupVolume     `tfsdk:"volumes"`
	UpdateStrategy []updateStrategy  `tfsdk:"update_strategy"`
}

type task struct {
	Name         string            `tfsdk:"name"`
	Driver       string            `tfsdk:"driver"`
	Meta         map[string]string `tfsdk:"meta"`
	VolumeMounts []volumeMount     `tfsdk:"volume_mounts"`
}

type volumeMount struct {
	Volume      string `tfsdk:"volume"`
	Destination string `tfsdk:"destination"`
	ReadOnly    bool   `tfsdk:"read_only"`
}

type groupVolume struct {
	Name     string `tfsdk:"name"`
	Type     string `tfsdk:"type"`
	ReadOnly bool   `tfsdk:"read_only"`
	Source   string `tfsdk:"source"`
}

func jobSource() func() datasource.DataSource {
	return of("nomad_job", "A registered job.", func(ctx context.Context, client *api.Client, model *jobModel) error {
		job, _, err := client.Jobs().Info(model.JobID.ValueString(), query(ctx, api.QueryOptions{Namespace: orDefault(&model.Namespace)}))
		if err != nil {
			return err
		}
		model.follow(job)
		return nil
	})
}

func (m *jobModel) follow(job *api.Job) {
	m.ID, m.Namespace = types.StringPointerValue(job.ID), types.StringPointerValue(job.Namespace)
	m.Name, m.Type, m.Region, m.ParentID = valueOf(job.Name), valueOf(job.Type), valueOf(job.Region), valueOf(job.ParentID)
	m.Version, m.Datacenters, m.Priority = int64(valueOf(job.Version)), job.Datacenters, int64(valueOf(job.Priority))
	m.Status, m.StatusDescription = valueOf(job.Status), valueOf(job.StatusDescription)
	m.SubmitTime = strconv.FormatInt(valueOf(job.SubmitTime), 10)
	m.CreateIndex, m.ModifyIndex, m.JobModifyIndex = int64(valueOf(job.CreateIndex)), int64(valueOf(job.ModifyIndex)), int64(valueOf(job.JobModifyIndex))
	m.Stop, m.Stable, m.AllAtOnce = valueOf(job.Stop), valueOf(job.Stable), valueOf(job.AllAtOnce)
	m.Constraints = source.Each(job.Constraints, func(c *api.Constraint) constraint { return constraint{c.LTarget, c.RTarget, c.Operand} })
	m.UpdateStrategy = updateOf(job.Update)
	if periodic := job.Periodic; periodic != nil {
		m.PeriodicConfig = []periodicConfig{{valueOf(periodic.Enabled), valueOf(periodic.Spec), valueOf(periodic.SpecType),
			valueOf(periodic.ProhibitOverlap), valueOf(periodic.TimeZone)}}
	}
	m.TaskGroups = source.Each(job.TaskGroups, groupOf)
}

func groupOf(group *api.TaskGroup) taskGroup {
	tasks := source.Each(group.Tasks, func(t *api.Task) task {
		mounts := source.Each(t.VolumeMounts, func(mount *api.VolumeMount) volumeMount {
			return volumeMount{valueOf(mount.Volume), valueOf(mount.Destination), valueOf(mount.ReadOnly)}
		})
		return task{t.Name, t.Driver, t.Meta, mounts}
	})
	volumes := byName(group.Volumes, func(_ string, volume *api.VolumeRequest) groupVolume {
		return groupVolume{volume.Name, volume.Type, volume.ReadOnly, volume.Source}
	})
	return taskGroup{valueOf(group.Name), int64(valueOf(group.Count)), group.Meta, tasks, volumes, updateOf(group.Update)}
}

func updateOf(update *api.UpdateStrategy) []updateStrategy {
	if update == nil {
		return nil
	}
	duration := func(value *time.Duration) string { return valueOf(value).String() }
	return []updateStrategy{{duration(update.Stagger), int64(valueOf(update.MaxParallel)), valueOf(update.HealthCheck),
		duration(update.MinHealthyTime), duration(update.HealthyDeadline), valueOf(update.AutoRevert), int64(valueOf(update.Canary))}}
}

type jobParserModel struct {
	ID           types.String `tfsdk:"id" is:"optional,computed" doc:"Id of the job in the text."`
	HCL          types.String `tfsdk:"hcl" is:"required" doc:"The job in HCL."`
	Variables    types.String `tfsdk:"variables" is:"optional" doc:"Values of the HCL variables of the job, in the form of a variables file."`
	Canonicalize types.Bool   `tfsdk:"canonicalize" is:"optional" doc:"Whether the result has the defaults of the servers. Default: false."`
	JSON         string       `tfsdk:"json" doc:"The job as JSON of Nomad's API."`
}

func jobParser() func() datasource.DataSource {
	return of("nomad_job_parser", "A job in HCL as JSON, parsed by the servers.", func(_ context.Context, client *api.Client, model *jobParserModel) error {
		job, err := client.Jobs().ParseHCLOpts(&api.JobsParseRequest{
			JobHCL: model.HCL.ValueString(), Variables: model.Variables.ValueString(), Canonicalize: model.Canonicalize.ValueBool(),
		})
		if err != nil {
			return err
		}
		text, err := json.Marshal(job)
		if err != nil {
			return fmt.Errorf("the parsed job is not JSON: %w", err)
		}
		model.ID, model.JSON = types.StringPointerValue(job.ID), string(text)
		model.HCL, model.Canonicalize = types.StringValue(strings.TrimSpace(model.HCL.ValueString())), types.BoolValue(model.Canonicalize.ValueBool())
		return nil
	})
}
