package io.tidemark.maxcompute;

import com.aliyun.odps.Odps;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.account.StsAccount;
import com.aliyun.odps.rest.RestClient;
import com.aliyun.odps.tunnel.Configuration;
import io.tidemark.doctor.ScratchTarget;
import io.tidemark.probe.Account;
import io.tidemark.sync.SinkConnector;
import io.tidemark.sync.TableSink;
import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.DataSource;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Opens tables of MaxCompute projects. Thread-safe. */
public final class TunnelConnector implements SinkConnector {
    private static final int CONNECT_SECONDS = 10;
    private static final int CONTROL_READ_SECONDS = 60;
    /** A commit moves data before it answers. */
    private static final int TUNNEL_READ_SECONDS = 300;
    /** The SDK repeats reads of the control plane four times, ten seconds apart; an unreachable endpoint should not take that long. */
    private static final int CONTROL_RETRIES = 2;

    private static final int CONTROL_RETRY_SECONDS = 1;

    static {
        // Neither service redirects. Whoever is taken for one could lead the operator to addresses that only its
        // machine reaches.
        HttpURLConnection.setFollowRedirects(false);
    }

    @Override
    public TableSink open(DataSource.MaxCompute target, String table, boolean compress) {
        Odps odps = odps(target);
        return sink(odps, calls(odps, target, table), target, table, compress);
    }

    /** A table to be made and removed in a project; no call is made yet. */
    public ScratchTarget scratch(DataSource.MaxCompute target, String table) {
        Odps odps = odps(target);
        TunnelCalls calls = calls(odps, target, table);
        return new TunnelScratchTarget(
                odps, calls, sink(odps, calls, target, table, false), new MaxComputeFailures(target, table), table);
    }

    /** The project with the key that the data source has for it; no call is made yet. */
    public Account account(DataSource.MaxCompute target) {
        Odps odps = odps(target);
        return new MaxComputeAccount(
                odps, target, table -> open(target, table, false), table -> calls(odps, target, table));
    }

    private static TableSink sink(
            Odps odps, TunnelCalls calls, DataSource.MaxCompute target, String table, boolean compress) {
        return new TunnelTableSink(
                odps, calls, target.project(), table, new MaxComputeFailures(target, table), compress);
    }

    private static TunnelCalls calls(Odps odps, DataSource.MaxCompute target, String table) {
        Configuration configuration = new Configuration(odps);
        configuration.setSocketConnectTimeout(CONNECT_SECONDS);
        configuration.setSocketTimeout(TUNNEL_READ_SECONDS);
        target.quota().ifPresent(configuration::setQuotaName);
        return new TunnelCalls(configuration, target, table);
    }

    private static Odps odps(DataSource.MaxCompute target) {
        Odps odps = new Odps(key(target.credentials()));
        odps.setDefaultProject(target.project());
        odps.setEndpoint(withoutTrailingSlash(target.endpoint()));
        target.tunnelEndpoint().map(TunnelConnector::withoutTrailingSlash).ifPresent(odps::setTunnelEndpoint);
        // Saves asking for the project before every look at a table.
        odps.options().setSkipCheckIfEpv2(true);
        RestClient control = odps.getRestClient();
        control.setConnectTimeout(CONNECT_SECONDS);
        control.setReadTimeout(CONTROL_READ_SECONDS);
        control.setRetryTimes(CONTROL_RETRIES);
        control.setRetryWaitTime(CONTROL_RETRY_SECONDS);
        control.disableDeprecatedLogger();
        return odps;
    }

    private static com.aliyun.odps.account.Account key(Credentials credentials) {
        String secret = credentials.accessKeySecret().reveal();
        Optional<String> token = credentials.securityToken().map(t -> t.reveal());
        return token.isPresent()
                ? new StsAccount(credentials.accessKeyId(), secret, token.get())
                : new AliyunAccount(credentials.accessKeyId(), secret);
    }

    private static String withoutTrailingSlash(String endpoint) {
        return endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    }
}
