package io.tidemark.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254",
                "http://[fe80::1]",
                "http://100.100.100.200",
                "http://[fd00:ec2::254]",
                "http://0.0.0.0:8080",
                "http://[::]",
                "http://224.0.0.1",
                "http://[::ffff:169.254.169.254]",
                "http://2852039166",
                "http://127.0.0.1:8087",
                "http://localhost",
                "http://[::1]:1",
                "http://[::ffff:127.0.0.1]",
                "http://2130706433",
                "http://[64:ff9b::a9fe:a9fe]",
                "http://[64:ff9b::7f00:1]",
                "http://[2002:a9fe:a9fe::]",
                "http://[::169.254.169.254]",
                "http://[::127.0.0.1]",
                "http://255.255.255.255",
                "http://0.1.2.3",
                "http://8.8.8.8#@169.254.169.254",
                "http://8.8.8.8?x",
                "http://a@8.8.8.8",
                "http://8.8.8.8\\@169.254.169.254",
                "file:///etc/passwd",
                "ftp://a.example",
                "gopher://127.0.0.1",
                "http:///x",
                "jar:http://a!/"
            })
    void addressesOfTheMachineAndItsCloudAreNotCalled(String endpoint) {
        assertThatThrownBy(() -> new Endpoints(false).require(endpoint))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo("ENDPOINT_REFUSED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.5",
                "https://192.168.1.1:8443/api",
                "http://8.8.8.8",
                "http://100.100.100.201",
                "http://[2001:db8::1]",
                "http://[64:ff9b::808:808]",
                "http://[2002:808:808::1]"
            })
    void servicesAre(String endpoint) {
        new Endpoints(false).require(endpoint);
    }

    @Test
    void theSandboxIsCalledWhereThatIsAllowed() {
        new Endpoints(true).require("http://127.0.0.1:8087");
        new Endpoints(true).require("http://localhost:8087");
        assertThatThrownBy(() -> new Endpoints(true).require("http://169.254.169.254"))
                .hasMessageContaining("not called");
    }

    @Test
    void aHostThatNobodyKnowsIsSaid() {
        assertThatThrownBy(() -> new Endpoints(false).require("http://nowhere.invalid"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        unknown -> assertThat(unknown.failure().code()).isEqualTo("HOST_UNKNOWN"));
    }
}
