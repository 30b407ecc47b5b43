package io.nineveh.broker.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the sources of a plugin, or of a library, and packs them into a jar. */
final class CompiledPlugin {
    private static final String SERVICE = "META-INF/services/io.nineveh.broker.api.StoragePluginFactory";

    private final Path work;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> manifest = new LinkedHashMap<>();

    private CompiledPlugin(Path work) {
        this.work = work;
    }

    /** Begins with no source; the directory is for what the compiler writes. */
    static CompiledPlugin in(Path work) {
        return new CompiledPlugin(work);
    }

    CompiledPlugin source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    CompiledPlugin manifest(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    /** Names a factory in the service file, whether its class is there or not. */
    CompiledPlugin service(String className) throws IOException {
        Path file = classes().resolve(SERVICE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, className + "\n");
        return this;
    }

    /** Compiles against the class path of the test and these further jars. */
    Path packInto(Path jar, Path... further) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
        for (Path each : further) {
            classPath.append(System.getProperty("path.separator")).append(each);
        }
        if (!sources.isEmpty()) {
            StringWriter messages = new StringWriter();
            List<String> options = List.of(
                    "-proc:none", "-d", Files.createDirectories(classes()).toString(), "-cp", classPath.toString());
            List<Source> units = sources.entrySet().stream()
                    .map(entry -> new Source(entry.getKey(), entry.getValue()))
                    .toList();
            assertThat(compiler.getTask(messages, null, null, options, null, units)
                            .call())
                    .as(messages.toString())
                    .isTrue();
        }
        Files.createDirectories(jar.getParent());
        PluginDirectory.pack(Files.createDirectories(classes()), jar, manifest);
        return jar;
    }

    private Path classes() {
        return work.resolve("classes");
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public JavaFileObject.Kind getKind() {
            return Kind.SOURCE;
        }
    }
}
