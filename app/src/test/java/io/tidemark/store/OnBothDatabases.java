package io.tidemark.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a test class twice: with its {@link FreshDatabase} on H2, as it says, and on PostgreSQL. */
@ClassTemplate
@ExtendWith(OnBothDatabases.Twice.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OnBothDatabases {
    /** The databases that the operator may be given. */
    enum Kind {
        H2,
        POSTGRESQL;

        private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Kind.class);

        static Kind of(ExtensionContext context) {
            return context.getStore(HERE).getOrDefault(Kind.class, Kind.class, H2);
        }
    }

    /** One invocation for each. */
    final class Twice implements ClassTemplateInvocationContextProvider {
        @Override
        public boolean supportsClassTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
            return Stream.of(Kind.values()).map(On::new);
        }
    }

    /** One of the two. */
    record On(Kind kind) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return "on " + kind;
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            context.getStore(Kind.HERE).put(Kind.class, kind);
        }
    }
}
