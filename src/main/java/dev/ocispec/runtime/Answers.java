package dev.ocispec.runtime;

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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what runtimes print. What is not as it must be is an error; nothing is guessed. */
final class Answers {
  private static final Pattern VERSION = Pattern.compile("(\\S+) version (\\S+)");

  private Answers() {}

  static State state(EndedCall ended, String id) {
    State state = document(ended, State.class, "a state document");
    if (!state.id().equals(id)) {
      throw unexpected(ended, "the state of \"" + id + "\"", "that of another container");
    }
    return corrected(state);
  }

  /** A container whose process is dead is stopped, also when its parent does not care. */
  private static State corrected(State state) {
    return isDead(state.status(), state.pid().orElse(0))
        ? state.toBuilder().status(ContainerState.STOPPED).build()
        : state;
  }

  static boolean isDead(ContainerState status, long pid) {
    return Statuses.ALIVE.contains(status) && pid > 0 && ProcStat.isZombie(pid);
  }

  /** Standard output as a document of that type. */
  static <T extends OciObject> T document(EndedCall ended, Class<T> type, String what) {
    try {
      return Json.read(bytes(ended), type);
    } catch (UnreadableDocumentException e) {
      throw unreadable(ended, what, e);
    }
  }

  /** The containers of a list; runtimes without containers print {@code null} or {@code []}. */
  static List<ContainerSummary> list(EndedCall ended) {
    JsonValue list = json(ended, "a list of containers");
    if (list.kind() != JsonValue.Kind.LIST && !list.isNull()) {
      throw unexpected(ended, "a list of containers", "something else");
    }
    List<ContainerSummary> containers = new ArrayList<>();
    for (JsonValue container : list.elements()) {
      containers.add(
          SummaryReader.read(container)
              .orElseThrow(
                  () -> unexpected(ended, "containers with id, status and bundle", "one without")));
    }
    return List.copyOf(containers);
  }

  /** The process numbers of a list, which is {@code null} when there is none. */
  static List<Long> processes(EndedCall ended) {
    List<Long> processes = new ArrayList<>();
    for (JsonValue number : json(ended, "a list of process numbers").elements()) {
      if (number.kind() != JsonValue.Kind.INTEGER) {
        throw unexpected(ended, "a list of process numbers", "another element");
      }
      processes.add(Long.valueOf(number.asNumber().orElseThrow()));
    }
    return List.copyOf(processes);
  }

  static ContainerEvent event(EndedCall ended) {
    JsonValue event = json(ended, "an event");
    return event(event).orElseThrow(() -> unexpected(ended, "an event", "something else"));
  }

  /** An event's type, container and data; empty when that is none. */
  static Optional<ContainerEvent> event(JsonValue event) {
    Optional<String> type = text(event, "type");
    Optional<String> id = text(event, "id");
    return type.isPresent() && id.isPresent()
        ? Optional.of(
            new ContainerEvent(
                type.get(), id.get(), event.members().getOrDefault("data", JsonValue.NULL)))
        : Optional.empty();
  }

  static RuntimeVersion version(EndedCall ended) {
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

  static Optional<String> text(JsonValue object, String name) {
    return object.members().getOrDefault(name, JsonValue.NULL).asText();
  }

  private static JsonValue json(EndedCall ended, String what) {
    try {
      return JsonValues.read(bytes(ended), JsonLimits.DEFAULT);
    } catch (UnreadableDocumentException e) {
      throw unreadable(ended, what, e);
    }
  }

  /** The bytes of standard output, when they are all there. */
  private static byte[] bytes(EndedCall ended) {
    if (ended.stdout().isTruncated()) {
      throw unexpected(
          ended,
          "a document of at most " + Verbs.LONGEST_DOCUMENT + " bytes",
          Long.toString(ended.stdout().totalBytes()));
    }
    return ended.stdout().bytes();
  }

  private static UnexpectedOutputException unreadable(
      EndedCall ended, String what, UnreadableDocumentException e) {
    return new UnexpectedOutputException(
        "expected " + what + " on standard output, found an " + e.getMessage(), ended.report(), e);
  }

  private static UnexpectedOutputException unexpected(
      EndedCall ended, String expected, String found) {
    return new UnexpectedOutputException(
        "expected " + expected + " on standard output, found " + found, ended.report(), null);
  }
}
