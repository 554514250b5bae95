package dev.ocispec.bench.target;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of a run and what they were measured with.
 *
 * @param java the version of Java
 * @param release its number, of which targets may depend
 * @param collectors what collects garbage in the process that measures
 * @param processors how many processors there are
 * @param figures what was measured
 */
public record Results(
    String java, int release, List<String> collectors, int processors, List<Figure> figures) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The figures as measured with the Java that runs now. */
  static Results of(List<Figure> figures) {
    return new Results(
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        Runtime.version().feature(),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .toList(),
        Runtime.getRuntime().availableProcessors(),
        List.copyOf(figures));
  }

  /** What {@link #write} wrote. */
  static Results read(Path file) {
    return MAPPER.readValue(file.toFile(), Results.class);
  }

  /** Writes all of it as JSON, in folders that are made where need be. */
  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    MAPPER.writeValue(file.toFile(), this);
  }
}
