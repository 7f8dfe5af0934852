package io.tidemark.bench;

import com.alicloud.openservices.tablestore.InternalClient;
import com.alicloud.openservices.tablestore.SyncClient;
import com.aliyun.odps.Odps;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.tunnel.TableTunnel;

/** The sandbox's two endpoints, with the official clients for them. */
record Services(String tablestore, String maxCompute) {
    static final String PROJECT = "sandbox";
    static final String INSTANCE = "sandbox";
    static final String ACCESS_ID = "sandbox-id";
    static final String ACCESS_SECRET = "sandbox-secret";

    SyncClient source() {
        return new SyncClient(tablestore, ACCESS_ID, ACCESS_SECRET, INSTANCE);
    }

    /** The client beneath the public one: only it can ask for a table with several shards. */
    InternalClient sourceAdministration() {
        return new InternalClient(tablestore, ACCESS_ID, ACCESS_SECRET, INSTANCE);
    }

    Odps target() {
        Odps odps = new Odps(new AliyunAccount(ACCESS_ID, ACCESS_SECRET));
        odps.setEndpoint(maxCompute);
        odps.setDefaultProject(PROJECT);
        return odps;
    }

    TableTunnel tunnel() {
        TableTunnel tunnel = new TableTunnel(target());
        tunnel.setEndpoint(maxCompute);
        return tunnel;
    }
}
