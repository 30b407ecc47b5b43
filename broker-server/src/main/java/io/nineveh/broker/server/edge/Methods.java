package io.nineveh.broker.server.edge;

import io.nineveh.thrift.TBrokerService;
import io.nineveh.thrift.TPaloBrokerService;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.thrift.ProcessFunction;

/** The methods of the protocol, by the names that they have on the wire. */
final class Methods {
    private final Map<String, Method<?, ?>> byName = new HashMap<>();

    /** The generated map has the raw types of the runtime's base class. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    Methods(Service service) {
        Map<String, ProcessFunction> functions = (Map) new TBrokerService.Processor<>(service).getProcessMapView();
        functions.forEach((name, function) -> byName.put(name, new Method<>(function)));
        byName.put("pwrite", new StreamedWrite(new TPaloBrokerService.Processor.pwrite<>()));
    }

    Optional<Method<?, ?>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
