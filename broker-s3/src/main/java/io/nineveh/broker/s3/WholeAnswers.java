package io.nineveh.broker.s3;

import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Has requests repeated of which only part of the answer came. The HTTP client takes headers for whole when the connection
 * ends within them, and the SDK takes XML that ends too early for a failure that stays.
 */
final class WholeAnswers implements ExecutionInterceptor {
    private static final int NO_CONTENT = 204;

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        if (response.isSuccessful() && response.statusCode() != NO_CONTENT && !saysWhereItEnds(response)) {
            throw RetryableException.create("the connection ended within the headers of the answer");
        }
    }

    private static boolean saysWhereItEnds(SdkHttpResponse response) {
        return response.firstMatchingHeader("Content-Length")
                .or(() -> response.firstMatchingHeader("Transfer-Encoding"))
                .isPresent();
    }

    /** Whether a failure is that an answer cannot be parsed, for which the only reason known is that it ended too early. */
    static boolean isCutOff(Throwable failure) {
        return failure instanceof SdkClientException && failure.getCause() instanceof XMLStreamException;
    }
}
