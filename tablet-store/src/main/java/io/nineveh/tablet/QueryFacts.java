package io.nineveh.tablet;

import java.util.Map;
import java.util.Optional;

/** What a query can learn of who sends it and from where, beside the tables that are stored. Asked while the query begins. */
public interface QueryFacts {
    /** Of a query that belongs to no session. */
    QueryFacts NONE = new QueryFacts() {
        @Override
        public Map<String, Fact> functions() {
            return Map.of();
        }

        @Override
        public Optional<MadeTable> table(String name) {
            return Optional.empty();
        }
    };

    /** What functions without parameters give, by their names in lower case, such as {@code database}. */
    Map<String, Fact> functions();

    /** A table of {@code information_schema}, whose name is in lower case; empty when there is none of that name. */
    Optional<MadeTable> table(String name);
}
