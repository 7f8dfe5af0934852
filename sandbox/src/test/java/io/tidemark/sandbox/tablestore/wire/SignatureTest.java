package io.tidemark.sandbox.tablestore.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.sandbox.tablestore.error.ErrorCode;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SignatureTest {

    private final AccessKeys keys = new AccessKeys(Map.of("ak", "sk"), Map.of());
    private final Map<String, String> request = new HashMap<>(Map.of(
            "x-ots-accesskeyid", "ak",
            "x-ots-apiversion", "2015-12-31",
            "x-ots-contentmd5", "1B2M2Y8AsgTpgAmY7PhCfg==",
            "x-ots-date", "2026-01-02T03:04:05.000Z",
            "x-ots-instancename", "inst",
            "x-ots-sdk-traceid", "t",
            "x-ots-trace-threshold", "500",
            "x-ots-signature", "ku4wWGyRJD2Um8lkSq60jTJdPP0="));

    @Test
    void aRightRequestIsAccepted() {
        assertThat(keys.verify("ListTable", request)).isNotNull();
    }

    @Test
    void anyOtherRequestIsNot() {
        request.put("x-ots-instancename", "other");
        assertThatThrownBy(() -> keys.verify("ListTable", request))
                .isInstanceOfSatisfying(TablestoreRefusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.AUTH_FAILED);
                    assertThat(refusal.text()).isEqualTo("Signature mismatch.");
                });
    }

    @Test
    void theKeyOfVersionFourIsFoldedFromTheSecret() {
        assertThat(SigningKey.derived("sk", "20260102", "cn-local").sha1("text"))
                .isEqualTo(SigningKey.of("NPpYsEIBHwbvLphXQsJlDEwGHqX9SIjSTM30WXLbk1Y=")
                        .sha1("text"));
    }

    @Test
    void anAnswerIsSignedAsTheClientChecksIt() {
        String text = Answer.text(
                "ListTable",
                Map.of(
                        "x-ots-contentmd5", "1B2M2Y8AsgTpgAmY7PhCfg==",
                        "x-ots-contenttype", "protocol buffer",
                        "x-ots-date", "2026-01-02T03:04:05.000Z",
                        "x-ots-requestid", "r"));
        assertThat(SigningKey.of("sk").sha1(text)).isEqualTo("fH5td7ZWKEF/27jdwa+n7TCoyLE=");
    }
}
