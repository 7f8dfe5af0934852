package io.tidemark.sandbox.fault;

import java.util.List;
import java.util.Optional;

/** The faults that strike one call, in the order in which their rules were added. */
public record Strike(List<Fault> faults) {

    public static final Strike NONE = new Strike(List.of());

    public Strike {
        faults = List.copyOf(faults);
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** The first fault of this kind; others of it have no effect. */
    public <F extends Fault> Optional<F> first(Class<F> kind) {
        return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** The code of the error that the service answers with. */
    public Optional<String> error(Moment moment) {
        return faults.stream()
                .filter(Fault.ErrorCode.class::isInstance)
                .map(Fault.ErrorCode.class::cast)
                .filter(error -> error.moment() == moment)
                .map(Fault.ErrorCode::code)
                .findFirst();
    }
}
