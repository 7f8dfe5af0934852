package io.tidemark.workflow;

import java.util.Optional;

/** Keys of one account. A security token comes with temporary (STS) keys only. */
public record Credentials(String accessKeyId, Secret accessKeySecret, Optional<Secret> securityToken) {
    public Credentials {
        if (accessKeyId.isBlank() || accessKeySecret.reveal().isBlank()) {
            throw new IllegalArgumentException("an access key needs an id and a secret");
        }
        KnownSecrets.learn(accessKeyId);
    }

    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
