package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.core.ErrorCode;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Secret;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** Says whose turn it is after a call to one instance failed. Messages name endpoint, instance and table, never a key. */
final class TablestoreFailures {
    private static final Set<String> UNPERMITTED = Set.of("OTSNoPermissionAccess", "OTSAccessDenied");
    private static final String TRIMMED = "OTSTrimmedDataAccess";
    private static final int LONGEST_TEXT = 300;

    private final DataSource.Tablestore source;

    TablestoreFailures(DataSource.Tablestore source) {
        this.source = source;
    }

    /** Whether it was refused to a key that is right, for want of a permission. */
    static boolean knowsTheKey(TableStoreException refusal) {
        return UNPERMITTED.contains(String.valueOf(refusal.getErrorCode()));
    }

    /** What a call was about, so that a missing object can be named. */
    enum Subject {
        /** No table; its name is empty. */
        INSTANCE,
        TABLE,
        STREAM
    }

    /** The failure behind anything that a call can throw; a failure stays itself. */
    FailureException from(RuntimeException thrown, Subject subject, String table) {
        if (thrown instanceof FailureException already) {
            return already;
        }
        if (thrown instanceof TableStoreException refusal) {
            return answered(refusal, subject, table).asException(thrown);
        }
        if (thrown instanceof ClientException broken) {
            return client(broken, table).asException(thrown);
        }
        return Failure.bug(
                        "SOURCE_CALL_BROKEN",
                        "A call to " + about(table) + where() + " failed inside the client: "
                                + thrown.getClass().getSimpleName() + ".",
                        "Look at the log for its cause and report it.")
                .asException(thrown);
    }

    Failure streamOff(String table) {
        return Failure.user(
                "STREAM_OFF",
                "Table `" + table + "` " + where() + " has no stream.",
                "Switch its stream on, with the longest retention that is possible; changes made before that are not in it.");
    }

    Failure statusTableUnusable(String table, String why, String advice) {
        return Failure.user(
                "STATUS_TABLE_UNUSABLE", "Status table `" + table + "` " + where() + " " + why + ".", advice);
    }

    /** Ends with a blank. */
    private static String about(String table) {
        return table.isEmpty() ? "" : "table `" + table + "` ";
    }

    private String where() {
        return "in Tablestore instance `" + source.instance() + "` at " + source.endpoint();
    }

    private Failure answered(TableStoreException refusal, Subject subject, String table) {
        String code = String.valueOf(refusal.getErrorCode());
        String said = said(code, String.valueOf(refusal.getMessage()));
        if (code.equals(ErrorCode.AUTHORIZATION_FAILURE) || UNPERMITTED.contains(code) || namesToken(refusal)) {
            return Failure.user(
                    "ACCESS_DENIED",
                    "Data source `" + source.name() + "` is denied access to " + about(table) + where() + " (" + said
                            + ").",
                    source.credentials().securityToken().isPresent()
                            ? "Its security token may have expired: get a new one together with its key, and put both where"
                                    + " the data source takes them from; else check the instance name, this machine's clock"
                                    + " and the permissions of the role."
                            : "Check its access key, the instance name, this machine's clock and the permissions on the table.");
        }
        if (ErrorCode.OBJECT_NOT_EXIST.equals(code)) {
            return subject == Subject.STREAM
                    ? Failure.user(
                            "STREAM_OFF",
                            "The stream of table `" + table + "` " + where() + " does not exist any more.",
                            "Switch the stream on; if it was switched off and on again, start a new chain.")
                    : Failure.user(
                            "TABLE_NOT_FOUND",
                            "There is no table `" + table + "` " + where() + ".",
                            "Correct the table's name in the script, or create the table with a stream.");
        }
        if (TRIMMED.equals(code)) {
            return Failure.limit(
                    "RECORDS_EXPIRED",
                    "The stream of table `" + table + "` " + where()
                            + " does not keep the records at this position any more.",
                    "Lengthen the stream's retention or run more often; what expired has to be exported from the table itself.");
        }
        if (BoundedRetries.saysBusy(refusal)) {
            return Failure.external(
                    "SOURCE_BUSY",
                    "Tablestore cannot answer for " + about(table) + where() + " at the moment (" + said + ").",
                    "It is tried again by the task's retry policy; if it lasts, look at the table's capacity.");
        }
        if (ErrorCode.QUOTA_EXHAUSTED.equals(code)) {
            return Failure.limit(
                    "SOURCE_QUOTA_EXHAUSTED",
                    "A quota of the Tablestore instance is used up; this came up with " + about(table) + where() + " ("
                            + said + ").",
                    "Remove tables that nobody needs, or have the quota raised, then run again.");
        }
        return Failure.external(
                "SOURCE_REFUSED",
                "Tablestore refused a call to " + about(table) + where() + " (" + said + ").",
                "Look up the code in Tablestore's documentation; if it names the table, correct it.");
    }

    /** Tablestore does not document what it says about a temporary key's token; whatever the code is, its text names it. */
    private boolean namesToken(TableStoreException refusal) {
        return source.credentials().securityToken().isPresent()
                && refusal.getHttpStatus() < 500
                && String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT).contains("token");
    }

    private Failure client(ClientException broken, String table) {
        boolean silent = caused(broken, TimeoutException.class::isInstance);
        boolean interrupted = String.valueOf(broken.getMessage()).startsWith("The thread was interrupted");
        if (interrupted) {
            // The client has taken the flag away.
            Thread.currentThread().interrupt();
        }
        if (silent || interrupted || caused(broken, BoundedRetries::brokenConnection)) {
            return Failure.external(
                    "SOURCE_UNREACHABLE",
                    "Tablestore instance `" + source.instance() + "` at " + source.endpoint()
                            + " cannot be reached for " + about(table).strip() + ": "
                            + (interrupted ? "the wait was interrupted" : reason(broken, silent)) + ".",
                    "Check the endpoint of data source `" + source.name() + "` and the network.");
        }
        Optional<GatewayAnswer> gateway = GatewayAnswer.in(broken).filter(GatewayAnswer::passes);
        if (gateway.isPresent()) {
            return Failure.external(
                    "SOURCE_BUSY",
                    "Tablestore cannot answer for " + about(table) + where()
                            + " at the moment: a gateway in front of it answers HTTP "
                            + gateway.get().status() + ".",
                    "It is tried again by the task's retry policy; if it lasts, check the endpoint of data source `"
                            + source.name() + "` and whatever passes calls on to it.");
        }
        return Failure.external(
                "SOURCE_REFUSED",
                "What answers for " + about(table) + where() + " cannot be understood ("
                        + said("client", String.valueOf(broken.getMessage())) + ").",
                "Check that the endpoint of data source `" + source.name()
                        + "` is Tablestore's and that its secret is right.");
    }

    private static String reason(ClientException broken, boolean silent) {
        if (caused(broken, t -> t instanceof UnknownHostException || t instanceof UnresolvedAddressException)) {
            return "its host name is unknown";
        }
        if (caused(broken, ConnectException.class::isInstance)) {
            return "nobody accepts connections there";
        }
        if (caused(broken, SSLException.class::isInstance)) {
            return "no secure connection can be made";
        }
        return silent ? "it did not answer in time" : "the connection broke off";
    }

    private static boolean caused(Throwable thrown, Function<Throwable, Boolean> is) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (is.apply(cause)) {
                return true;
            }
        }
        return false;
    }

    /** What the service said, short enough for a sentence and without the keys that it may repeat. */
    private String said(String code, String text) {
        String said = text.replace('\n', ' ').replace('\r', ' ').strip();
        said = said.replace(source.credentials().accessKeyId(), "***")
                .replace(source.credentials().accessKeySecret().reveal(), "***");
        if (source.credentials().securityToken().isPresent()) {
            Secret token = source.credentials().securityToken().get();
            said = said.replace(token.reveal(), "***");
        }
        return code + ": " + (said.length() > LONGEST_TEXT ? said.substring(0, LONGEST_TEXT) + "..." : said);
    }
}
