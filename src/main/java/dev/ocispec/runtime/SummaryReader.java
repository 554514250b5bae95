package dev.ocispec.runtime;

import dev.ocispec.spec.JsonValue;
import dev.ocispec.state.ContainerState;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads one entry of a list, which is less than a state document in some runtimes. */
final class SummaryReader {
  private SummaryReader() {}

  /** The entry; empty when it lacks what each runtime tells. */
  static Optional<ContainerSummary> read(JsonValue entry) {
    Optional<String> id = Answers.text(entry, "id");
    Optional<String> status = Answers.text(entry, "status");
    Optional<String> bundle = Answers.text(entry, "bundle");
    if (id.isEmpty() || status.isEmpty() || bundle.isEmpty()) {
      return Optional.empty();
    }
    long pid = pid(entry);
    ContainerState state = ContainerState.of(status.get());
    return Optional.of(
        new ContainerSummary(
            id.get(),
            Answers.isDead(state, pid) ? ContainerState.STOPPED : state,
            pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty(),
            Path.of(bundle.get()),
            Answers.text(entry, "created"),
            Answers.text(entry, "owner").filter(name -> !name.isEmpty()),
            annotations(entry),
            entry));
  }

  private static long pid(JsonValue entry) {
    JsonValue pid = entry.members().getOrDefault("pid", JsonValue.NULL);
    return pid.kind() == JsonValue.Kind.INTEGER ? Long.parseLong(pid.asNumber().orElse("0")) : 0;
  }

  private static Map<String, String> annotations(JsonValue entry) {
    Map<String, String> annotations = new TreeMap<>();
    entry
        .members()
        .getOrDefault("annotations", JsonValue.NULL)
        .members()
        .forEach((name, value) -> value.asText().ifPresent(text -> annotations.put(name, text)));
    return annotations;
  }
}
