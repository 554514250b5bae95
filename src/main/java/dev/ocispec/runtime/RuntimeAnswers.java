package dev.ocispec.runtime;

import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.host.internal.ProcStat;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.JsonValues;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciObject;
import dev.ocispec.state.ContainerState;
import dev.ocispec.state.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what runtimes print. What is not as it must be is an error; nothing is guessed. */
final class RuntimeAnswers {
  /** Not in the specification; all runtimes with the verb pause have it. */
  static final ContainerState PAUSED = ContainerState.of("paused");

  /** The statuses in which there is a process. */
  static final Set<ContainerState> ALIVE =
      Set.of(ContainerState.CREATED, ContainerState.RUNNING, PAUSED);

  private static final Pattern VERSION = Pattern.compile("(\\S+) version (\\S+)");

  private RuntimeAnswers() {}

  static State state(RuntimeCall.Ended ended, String id) {
    State state = document(ended, State.class, "a state document");
    if (!state.id().equals(id)) {
      throw unexpected(ended, "the state of \"" + id + "\"", "the state of another container");
    }
    return corrected(state);
  }

  /** A container whose process is dead is stopped, also when its parent does not care. */
  private static State corrected(State state) {
    return isDead(state.status(), state.pid().orElse(0))
        ? state.toBuilder().status(ContainerState.STOPPED).build()
        : state;
  }

  private static boolean isDead(ContainerState status, long pid) {
    return ALIVE.contains(status) && pid > 0 && ProcStat.isZombie(pid);
  }

  /** Standard output as a document of that type. */
  static <T extends OciObject> T document(RuntimeCall.Ended ended, Class<T> type, String what) {
    try {
      return Json.read(bytes(ended), type);
    } catch (UnreadableDocumentException e) {
      throw unreadable(ended, what, e);
    }
  }

  /** The containers of a list; runtimes without containers print {@code null} or {@code []}. */
  static List<ContainerSummary> list(RuntimeCall.Ended ended) {
    List<ContainerSummary> containers = new ArrayList<>();
    for (JsonValue container : listOrNull(ended, "a list of containers").elements()) {
      containers.add(
          summary(container)
              .orElseThrow(
                  () ->
                      unexpected(
                          ended,
                          "containers with id, status and bundle",
                          "an entry that lacks one")));
    }
    return List.copyOf(containers);
  }

  /** One entry of a list; empty when it lacks what each runtime tells. */
  private static Optional<ContainerSummary> summary(JsonValue entry) {
    Optional<String> id = text(entry, "id");
    Optional<String> status = text(entry, "status");
    Optional<String> bundle = text(entry, "bundle");
    if (id.isEmpty()
        || status.isEmpty()
        || bundle.filter(path -> path.indexOf('\0') < 0).isEmpty()) {
      return Optional.empty();
    }
    long pid = pid(entry);
    ContainerState state = ContainerState.of(status.get());
    return Optional.of(
        new ContainerSummary(
            id.get(),
            isDead(state, pid) ? ContainerState.STOPPED : state,
            pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty(),
            PathBytes.path(bundle.get()),
            text(entry, "created"),
            text(entry, "owner").filter(name -> !name.isEmpty()),
            annotations(entry),
            entry));
  }

  private static long pid(JsonValue entry) {
    JsonValue pid = entry.members().getOrDefault("pid", JsonValue.NULL);
    return pid.asLong().orElse(0);
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

  /** The process numbers of a list, which is {@code null} when there is none. */
  static List<Long> processes(RuntimeCall.Ended ended) {
    List<Long> processes = new ArrayList<>();
    for (JsonValue number : listOrNull(ended, "a list of process ids").elements()) {
      processes.add(
          number
              .asLong()
              .orElseThrow(() -> unexpected(ended, "a list of process ids", "another element")));
    }
    return List.copyOf(processes);
  }

  private static JsonValue listOrNull(RuntimeCall.Ended ended, String what) {
    JsonValue list = json(ended, what);
    if (list.kind() != JsonValue.Kind.LIST && !list.isNull()) {
      throw unexpected(ended, what, "something else");
    }
    return list;
  }

  static ContainerEvent event(RuntimeCall.Ended ended) {
    JsonValue event = json(ended, "an event");
    return event(event).orElseThrow(() -> unexpected(ended, "an event", "something else"));
  }

  /** The event on a line of a stream of them. */
  static ContainerEvent eventLine(String line, CallReport call) {
    Optional<ContainerEvent> event;
    try {
      event = event(JsonValues.read(line.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT));
    } catch (UnreadableDocumentException e) {
      event = Optional.empty(); // The one message below serves for both.
    }
    return event.orElseThrow(
        () ->
            new UnexpectedOutputException(
                "expected an event on a line, found \"" + ForeignText.shown(line) + "\"",
                call,
                null));
  }

  /** An event's type, container and data; empty when that is none. */
  private static Optional<ContainerEvent> event(JsonValue event) {
    Optional<String> type = text(event, "type");
    Optional<String> id = text(event, "id");
    return type.isPresent() && id.isPresent()
        ? Optional.of(
            new ContainerEvent(
                type.get(), id.get(), event.members().getOrDefault("data", JsonValue.NULL)))
        : Optional.empty();
  }

  static RuntimeVersion version(RuntimeCall.Ended ended) {
    List<String> lines =
        new String(bytes(ended), StandardCharsets.UTF_8).lines().map(String::strip).toList();
    Matcher first = VERSION.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!first.matches()) {
      throw unexpected(
          ended,
          "a line \"NAME version VERSION\"",
          lines.isEmpty() ? "nothing" : "\"" + ForeignText.shown(lines.get(0)) + "\"");
    }
    return new RuntimeVersion(
        first.group(1), first.group(2), labelled(lines, "spec"), labelled(lines, "commit"), lines);
  }

  private static Optional<String> labelled(List<String> lines, String label) {
    return lines.stream()
        .filter(line -> line.startsWith(label + ":"))
        .map(line -> line.substring(label.length() + 1).strip())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private static Optional<String> text(JsonValue object, String name) {
    return object.members().getOrDefault(name, JsonValue.NULL).asText();
  }

  private static JsonValue json(RuntimeCall.Ended ended, String what) {
    try {
      return JsonValues.read(bytes(ended), JsonLimits.DEFAULT);
    } catch (UnreadableDocumentException e) {
      throw unreadable(ended, what, e);
    }
  }

  /** The bytes of standard output, when they are all there. */
  private static byte[] bytes(RuntimeCall.Ended ended) {
    if (ended.stdout().isTruncated()) {
      throw unexpected(
          ended,
          "a document of at most " + PipeStreams.LONGEST_DOCUMENT + " bytes",
          Long.toString(ended.stdout().totalBytes()));
    }
    return ended.stdout().bytes();
  }

  private static UnexpectedOutputException unreadable(
      RuntimeCall.Ended ended, String what, UnreadableDocumentException e) {
    return new UnexpectedOutputException(
        "expected " + what + " on standard output, found an " + e.getMessage(), ended.report(), e);
  }

  private static UnexpectedOutputException unexpected(
      RuntimeCall.Ended ended, String expected, String found) {
    return new UnexpectedOutputException(
        "expected " + expected + " on standard output, found " + found, ended.report(), null);
  }
}
