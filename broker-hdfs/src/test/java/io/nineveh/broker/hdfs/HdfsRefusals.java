package io.nineveh.broker.hdfs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Calls that fail, as their caller sees it. */
final class HdfsRefusals {
    private HdfsRefusals() {}

    /** What the message says is for the caller of this to look at. */
    static AbstractThrowableAssert<?, StorageException> assertFails(Kind kind, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.throwable(StorageException.class))
                .matches(failure -> failure.kind() == kind, "is of kind " + kind);
    }
}
