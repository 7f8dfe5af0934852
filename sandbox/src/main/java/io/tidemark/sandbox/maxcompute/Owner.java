package io.tidemark.sandbox.maxcompute;

/** To whom everything belongs. */
final class Owner {
    static final String NAME = "ALIYUN$sandbox";

    private Owner() {}
}
