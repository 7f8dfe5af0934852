package io.tidemark.maxcompute;

import com.aliyun.odps.OdpsException;
import com.aliyun.odps.tunnel.TunnelException;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says whose turn it is after a call to one table failed. Messages name project, table and endpoint, never a key. */
final class MaxComputeFailures {
    private static final Set<String> UNKNOWN_KEY =
            Set.of("Unauthorized", "InvalidAccessKeyId", "SignatureNotMatch", "SignatureDoesNotMatch");
    private static final Set<String> UNPERMITTED = Set.of("AccessDenied", "NoPermission");
    /** What a call, and a statement, is refused with that its user may not make. */
    private static final String UNPERMITTED_TASK = "ODPS-0420095";

    private static final String UNPERMITTED_STATEMENT = "ODPS-0130013";
    private static final Set<String> BUSY = Set.of(
            "FlowExceeded", "InternalServerError", "DataStoreError", "DataUnderReplication", "ServiceUnavailable");
    private static final int LONGEST_TEXT = 300;

    private final DataSource.MaxCompute target;
    private final String table;

    MaxComputeFailures(DataSource.MaxCompute target, String table) {
        this.target = target;
        this.table = table;
    }

    /** For calls that are about no table. */
    static MaxComputeFailures ofProject(DataSource.MaxCompute target) {
        return new MaxComputeFailures(target, "");
    }

    /** Whether it was refused to a key that is right, for want of a permission. */
    static boolean knowsTheKey(OdpsException refusal) {
        String code = String.valueOf(refusal.getErrorCode());
        return UNPERMITTED.contains(code) || code.startsWith(UNPERMITTED_TASK);
    }

    /** As {@code project.table}, or the project alone. */
    String table() {
        return table.isEmpty() ? "project `" + target.project() + "`" : target.project() + "." + table;
    }

    /** The failure behind anything that a call can throw; a failure stays itself. */
    FailureException from(Exception thrown) {
        if (thrown instanceof FailureException already) {
            return already;
        }
        if (thrown instanceof TunnelRefusal refusal) {
            return answered(refusal.status(), refusal.code(), refusal.text()).asException(thrown);
        }
        if (thrown instanceof TunnelException && thrown.getCause() instanceof OdpsException wrapped) {
            // Whoever asks the service where its tunnel is loses the code of a refusal.
            return from(wrapped);
        }
        if (thrown instanceof OdpsException refusal && networkCause(thrown) == null) {
            int status = refusal.getStatus() == null ? 0 : refusal.getStatus();
            String code = refusal.getErrorCode() == null ? "" : refusal.getErrorCode();
            String text = String.valueOf(refusal.getMessage());
            return answered(status, code, text).asException(thrown);
        }
        IOException network = networkCause(thrown);
        if (network != null) {
            return unreachable(network).asException(thrown);
        }
        if (thrown.getCause() instanceof OdpsException wrapped) {
            return from(wrapped);
        }
        return Failure.bug(
                        "TARGET_CALL_BROKEN",
                        "A call to " + table() + " failed inside the client: "
                                + thrown.getClass().getSimpleName() + ".",
                        "Look at the log for its cause and report it.")
                .asException(thrown);
    }

    private Failure answered(int status, String code, String text) {
        String said = said(status, code, text);
        if (UNKNOWN_KEY.contains(code)
                || UNPERMITTED.contains(code)
                || code.startsWith("ODPS-04100")
                || code.startsWith(UNPERMITTED_TASK)
                || text.contains(UNPERMITTED_STATEMENT)
                || status == 401
                || namesToken(status, text)) {
            return denied(said);
        }
        if (code.equals("NoSuchProject")
                || code.startsWith("ODPS-0420111")
                || text.contains("ODPS-0420111")
                || text.toLowerCase(Locale.ROOT).contains("project not found")) {
            return Failure.user(
                    "NO_SUCH_PROJECT",
                    "MaxCompute at " + target.endpoint() + " has no project `" + target.project() + "`.",
                    "Correct the project of data source `" + target.name() + "`.");
        }
        if (code.equals("NoSuchTable") || code.equals("NoSuchObject") || text.contains("ODPS-0130131")) {
            return Failure.user(
                    "TABLE_NOT_FOUND",
                    "MaxCompute project `" + target.project() + "` has no table `" + table + "`.",
                    "Create the table or correct its name in the script.");
        }
        if (BUSY.contains(code) || status == 429 || status >= 500) {
            return Failure.external(
                    "TARGET_BUSY",
                    "MaxCompute cannot take " + table() + " at the moment (" + said + ").",
                    "It is tried again by the task's retry policy; if it lasts, look at the project's quota.");
        }
        if (status == 403) {
            return denied(said);
        }
        return Failure.external(
                "TARGET_REFUSED",
                "MaxCompute refused a call to " + table() + " (" + said + ").",
                "Look up the code in MaxCompute's documentation; if it names the table or the partition, correct them.");
    }

    /** What the service said in a refusal, fit to be shown. */
    String said(TunnelRefusal refusal) {
        return "HTTP " + refusal.status() + ", " + said(refusal.status(), refusal.code(), refusal.text());
    }

    private Failure denied(String said) {
        return Failure.user(
                "ACCESS_DENIED",
                "MaxCompute denies data source `" + target.name() + "` access to " + table() + " (" + said + ").",
                target.credentials().securityToken().isPresent()
                        ? "Its security token may have expired: get a new one together with its key, and put both where the"
                                + " data source takes them from; else check the permissions of the role on the project and the"
                                + " table."
                        : "Check the access key of the data source and its permissions on the project and the table.");
    }

    /** MaxCompute does not document what it says about a temporary key's token; whatever the code is, its text names it. */
    private boolean namesToken(int status, String text) {
        return target.credentials().securityToken().isPresent()
                && status >= 400
                && status < 500
                && text.toLowerCase(Locale.ROOT).contains("token");
    }

    private Failure unreachable(IOException cause) {
        String where = target.tunnelEndpoint()
                .map(tunnel -> target.endpoint() + " or its tunnel at " + tunnel)
                .orElse(target.endpoint());
        String why;
        if (cause instanceof UnknownHostException) {
            why = "its host name is unknown";
        } else if (cause instanceof ConnectException) {
            why = "nobody accepts connections there";
        } else if (cause instanceof SocketTimeoutException) {
            why = "it did not answer in time";
        } else if (cause instanceof SSLException) {
            why = "no secure connection can be made";
        } else if (cause instanceof JsonProcessingException) {
            why = "what answers there is not MaxCompute";
        } else {
            why = "the connection broke off";
        }
        return Failure.external(
                "TARGET_UNREACHABLE",
                "MaxCompute at " + where + " cannot be reached for " + table() + ": " + why + ".",
                "Check the endpoints of data source `" + target.name() + "` and the network.");
    }

    /** What the service said, short enough for a sentence and without the keys that it may repeat. */
    private String said(int status, String code, String text) {
        String said = text.replace('\n', ' ').replace('\r', ' ').strip();
        said = said.replace(target.credentials().accessKeyId(), "***")
                .replace(target.credentials().accessKeySecret().reveal(), "***");
        if (target.credentials().securityToken().isPresent()) {
            Secret token = target.credentials().securityToken().get();
            said = said.replace(token.reveal(), "***");
        }
        if (said.length() > LONGEST_TEXT) {
            said = said.substring(0, LONGEST_TEXT) + "...";
        }
        String name = code.isEmpty() ? "HTTP " + status : code;
        return said.isEmpty() ? name : name + ": " + said;
    }

    private static @Nullable IOException networkCause(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException network) {
                return network;
            }
        }
        return null;
    }
}
