package io.tidemark.sandbox.replay;

import com.alicloud.openservices.tablestore.SyncClient;
import com.aliyun.odps.Odps;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.tunnel.TableTunnel;

/** Where the two services are, and the keys for them. */
public record Services(
        String tablestoreEndpoint,
        String instance,
        String maxComputeEndpoint,
        String project,
        String accessId,
        String accessSecret) {
    SyncClient tablestore() {
        return new SyncClient(tablestoreEndpoint, accessId, accessSecret, instance);
    }

    Odps maxCompute() {
        Odps odps = new Odps(new AliyunAccount(accessId, accessSecret));
        odps.setEndpoint(maxComputeEndpoint);
        odps.setDefaultProject(project);
        return odps;
    }

    TableTunnel tunnel() {
        TableTunnel tunnel = new TableTunnel(maxCompute());
        tunnel.setEndpoint(maxComputeEndpoint);
        return tunnel;
    }

    @Override
    public String toString() {
        return tablestoreEndpoint + " and " + maxComputeEndpoint;
    }
}
