package dev.ocispec.version;

import dev.ocispec.report.Finding;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.report.Level;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.internal.JsonValueCollector;
import dev.ocispec.spec.internal.Walkable;
import dev.ocispec.version.MinimumVersion.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of a configuration that a release does not define, each handled by its rule. */
final class Losses {
  private static final Map<String, LossRule> RULES =
      LossRules.ALL.stream().collect(Collectors.toMap(LossRule::path, rule -> rule));

  private final Release release;
  private final Spec spec;
  private @Nullable JsonValue document;
  private final List<Finding> notes = new ArrayList<>();
  private final List<Finding> refusals = new ArrayList<>();
  private final Map<String, Optional<String>> edits = new LinkedHashMap<>();
  private final Set<JsonPointer> judged = new HashSet<>();

  private Losses(Release release, Spec spec) {
    this.release = release;
    this.spec = spec;
  }

  static Losses of(Spec spec, Release release) {
    Losses losses = new Losses(release, spec);
    losses.edits.put("/ociVersion", Optional.of(release.version()));
    for (Reason reason : MinimumVersion.of(spec).reasons()) {
      if (!reason.isIn(release) && !losses.isJudged(reason.pointer())) {
        losses.judged.add(JsonPointer.parse(reason.pointer()));
        losses.judge(reason, rule(SchemaPath.of(Walkable.of(spec).schema(), reason)));
      }
    }
    return losses;
  }

  /** The rule for {@code path}; refusal where there is none. */
  static LossRule rule(String path) {
    return RULES.getOrDefault(path, LossRule.unjudged(path));
  }

  /** What is left out or replaced, at level info. */
  List<Finding> notes() {
    return notes;
  }

  /** What can't be left out, at level must. */
  List<Finding> refusals() {
    return refusals;
  }

  /** Text that takes the place of the value at a pointer; empty where that is left out. */
  Map<String, Optional<String>> edits() {
    return edits;
  }

  /** Whether the release that is declared is all that changes. */
  boolean isRedeclaration() {
    return edits.size() == 1;
  }

  /** Whether the place itself, or something above it, has been decided already. */
  private boolean isJudged(String pointer) {
    return JsonPointer.parse(pointer).upwards().anyMatch(judged::contains);
  }

  private void judge(Reason reason, LossRule rule) {
    if (isolates(reason, rule)) {
      refusals.add(
          Finding.must(
              Downgrade.ISOLATION,
              reason.pointer(),
              named(reason) + "cannot be left out: " + unknown(reason) + "; " + rule.effect()));
      return;
    }
    boolean replaced = rule.policy() == LossRule.Policy.REPLACE;
    edits.put(reason.pointer(), replaced ? Optional.of(rule.replacement()) : Optional.empty());
    String what = replaced ? "replaced by \"" + rule.replacement() + "\": " : "left out: ";
    notes.add(
        Finding.of(
            Downgrade.LOSS,
            Level.INFO,
            reason.pointer(),
            named(reason) + what + unknown(reason) + "; " + rule.effect()));
  }

  /** The value, where it is one of several that a member can have; the pointer says the rest. */
  private static String named(Reason reason) {
    return reason.value().isEmpty() ? "" : "\"" + reason.value() + "\" ";
  }

  private String unknown(Reason reason) {
    return reason.since().compareTo(release) > 0
        ? "introduced in " + reason.since()
        : "removed after " + reason.until().orElse(reason.since());
  }

  private boolean isolates(Reason reason, LossRule rule) {
    return switch (rule.policy()) {
      case DROP -> isForbidden(JsonPointer.parse(reason.pointer()), rule);
      case REPLACE -> false;
      case REFUSE -> true;
      case REFUSE_UNLESS_EMPTY -> !isEmpty(at(JsonPointer.parse(reason.pointer())));
    };
  }

  private static boolean isEmpty(JsonValue value) {
    return value.isNull()
        || value.equals(JsonValue.EMPTY_LIST)
        || value.equals(JsonValue.EMPTY_OBJECT);
  }

  private boolean isForbidden(JsonPointer pointer, LossRule rule) {
    JsonPointer holder = pointer.parent().orElse(JsonPointer.ROOT);
    return !rule.unlessMember().isEmpty()
        && JsonValue.of(rule.unlessValue()).equals(at(holder.append(rule.unlessMember())));
  }

  private JsonValue at(JsonPointer pointer) {
    JsonValue tree = document;
    if (tree == null) {
      JsonValueCollector collector = new JsonValueCollector();
      Walkable.of(spec).accept(collector);
      tree = collector.result();
      document = tree;
    }
    return tree.at(pointer).orElse(JsonValue.NULL);
  }
}
