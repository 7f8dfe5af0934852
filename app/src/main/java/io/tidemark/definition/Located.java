package io.tidemark.definition;

import io.tidemark.schedule.ParameterValue;
import io.tidemark.workflow.Place;
import java.util.List;

/** A value of a JSON or YAML file and where it stands. */
sealed interface Located {
    Place place();

    /** What it is, as a person calls it, with an article. */
    String kind();

    /** Text, of which the file's syntax made a string. The instant is known once a placeholder has got its value. */
    record Text(Place place, ParameterValue value) implements Located {
        Text(Place place, String value) {
            this(place, ParameterValue.of(value));
        }

        @Override
        public String kind() {
            return "text";
        }
    }

    /** A number, as it was written. */
    record Digits(Place place, String text) implements Located {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** True or false. */
    record Truth(Place place, boolean value) implements Located {
        @Override
        public String kind() {
            return Boolean.toString(value);
        }
    }

    /** A null, or in YAML nothing at all. */
    record Nothing(Place place) implements Located {
        @Override
        public String kind() {
            return "empty";
        }
    }

    /** A list. */
    record Items(Place place, List<Located> items) implements Located {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys with values, in the order of the file; no key occurs twice. */
    record Fields(Place place, List<Field> fields) implements Located {
        public Fields {
            fields = List.copyOf(fields);
        }

        @Override
        public String kind() {
            return "a group of keys";
        }
    }

    /** A key, where the key stands, and its value. */
    record Field(Place place, String key, Located value) {}

    /** Something that was reported when it was met; nobody says more about it. */
    record Refused(Place place) implements Located {
        @Override
        public String kind() {
            return "refused";
        }
    }

    /** Text that only parameters will complete, as it was written. */
    record Later(Place place, String text) implements Located {
        @Override
        public String kind() {
            return "a placeholder";
        }
    }
}
