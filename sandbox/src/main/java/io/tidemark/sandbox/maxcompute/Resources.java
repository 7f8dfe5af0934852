package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.maxcompute.catalog.Catalog;
import io.tidemark.sandbox.maxcompute.query.Instances;
import io.tidemark.sandbox.maxcompute.tunnel.BlockIntake;
import io.tidemark.sandbox.maxcompute.tunnel.Downloads;

/** All resources of a server. */
record Resources(
        Resource project,
        Resource tables,
        Resource table,
        Resource partitions,
        Resource uploads,
        Resource downloads,
        Resource instances,
        Resource instanceDownloads) {

    static Resources of(MaxComputeOptions options, Catalog catalog, Instances instances) {
        return new Resources(
                new ProjectResource(options.project(), options.clock().instant()),
                new TableListResource(options.project(), catalog.tables()),
                new TableResource(options.project(), catalog.tables()),
                new PartitionResource(catalog.tables()),
                new UploadResource(catalog, new BlockIntake(catalog)),
                new DownloadResource(catalog, new Downloads(catalog)),
                new InstanceResource(options.project(), instances, options.zone()),
                new InstanceDownloadResource(instances));
    }
}
