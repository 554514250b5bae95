package dev.ocispec.cli;

import dev.ocispec.runtime.ContainerSummary;
import dev.ocispec.spec.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints the containers of a runtime, in one form for all runtimes. */
final class RuntimeListCommand extends CliCommand {
  RuntimeListCommand(Streams streams) {
    super("list", "List a runtime's containers.", streams);
    RuntimeOptions.declare(this);
  }

  @Override
  public Integer call() {
    String entries =
        RuntimeOptions.chosen(this).list().stream()
            .map(container -> "\n  " + entry(container))
            .collect(Collectors.joining(","));
    String json = entries.isEmpty() ? "[]\n" : "[" + entries + "\n]\n";
    streams().write(json.getBytes(StandardCharsets.UTF_8));
    return ExitCode.OK;
  }

  private static JsonValue entry(ContainerSummary container) {
    Map<String, JsonValue> members = new TreeMap<>();
    members.put("id", JsonValue.of(container.id()));
    members.put("status", JsonValue.of(container.status().text()));
    container.pid().ifPresent(pid -> members.put("pid", JsonValue.of(pid)));
    members.put("bundle", JsonValue.of(container.bundle().toString()));
    container.created().ifPresent(time -> members.put("created", JsonValue.of(time)));
    container.owner().ifPresent(name -> members.put("owner", JsonValue.of(name)));
    if (!container.annotations().isEmpty()) {
      Map<String, JsonValue> annotations = new TreeMap<>();
      container.annotations().forEach((name, text) -> annotations.put(name, JsonValue.of(text)));
      members.put("annotations", JsonValue.object(annotations));
    }
    return JsonValue.object(members);
  }
}
