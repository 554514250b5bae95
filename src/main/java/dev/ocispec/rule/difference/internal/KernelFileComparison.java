package dev.ocispec.rule.difference.internal;

import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.HostPathMeaning;
import dev.ocispec.rule.knowledge.internal.KernelFiles;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Linux;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What differences between the paths mean that are hidden or read-only. */
final class KernelFileComparison {
  private final ContainerView before;
  private final ContainerView after;
  private final Set<String> masked;
  private final Set<String> readOnly;

  KernelFileComparison(ContainerView before, ContainerView after) {
    this.before = before;
    this.after = after;
    this.masked = paths(Linux::maskedPaths);
    this.readOnly = paths(Linux::readonlyPaths);
  }

  private Set<String> paths(Function<Linux, List<String>> list) {
    return after.spec().linux().map(list).orElse(List.of()).stream()
        .map(HostPathMeaning::normal)
        .collect(Collectors.toSet());
  }

  Optional<Meaning> maskedPath(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    String path = was.or(() -> is).flatMap(JsonValue::asText).orElse("");
    if (is.isPresent()) {
      return Optional.of(Meaning.plain("hides " + Words.path(path)));
    }
    if (isRepeated(place.before(), path, Linux::maskedPaths)) {
      return Optional.of(Meaning.plain("hides " + Words.path(path) + " once less"));
    }
    if (isCovered(path, masked)) {
      return Optional.of(Meaning.plain(Words.path(path) + " is hidden by another entry"));
    }
    return Optional.of(
        KernelFiles.hidden(path)
            .map(
                meaning ->
                    new Meaning(
                        after.isHostRoot()
                            ? meaning.weight()
                            : KernelFiles.weightIn(after, meaning),
                        "unmasks " + Words.path(path) + ": " + meaning.opens()))
            .orElseGet(() -> Meaning.notable("unmasks " + Words.path(path))));
  }

  Optional<Meaning> readOnlyPath(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    String path = was.or(() -> is).flatMap(JsonValue::asText).orElse("");
    if (is.isPresent()) {
      return Optional.of(Meaning.plain("makes " + Words.path(path) + " read-only"));
    }
    if (isRepeated(place.before(), path, Linux::readonlyPaths)) {
      return Optional.of(Meaning.plain("names " + Words.path(path) + " once less"));
    }
    if (isCovered(path, readOnly) || isCovered(path, masked)) {
      return Optional.of(Meaning.plain(Words.path(path) + " is covered by another entry"));
    }
    Weight weight =
        KernelFiles.readOnly(path).map(KernelFiles.Meaning::weight).orElse(Weight.NOTABLE);
    boolean reached = after.isHostRoot();
    return Optional.of(
        new Meaning(
            reached ? weight : Weight.NOTABLE,
            "no longer makes "
                + Words.path(path)
                + " read-only"
                + KernelFiles.readOnly(path).map(meaning -> ": " + meaning.opens()).orElse("")
                + (reached ? "" : "; only the host's root can write it")));
  }

  /** Whether the earlier document has the path at an earlier place of the same list too. */
  private boolean isRepeated(String pointer, String path, Function<Linux, List<String>> list) {
    int index = Integer.parseInt(pointer.substring(pointer.lastIndexOf('/') + 1));
    List<String> paths = before.spec().linux().map(list).orElse(List.of());
    return paths.subList(0, Math.min(index, paths.size())).contains(path);
  }

  private static boolean isCovered(String path, Set<String> others) {
    String at = HostPathMeaning.normal(path);
    while (at.length() > 1) {
      if (others.contains(at)) {
        return true;
      }
      at = at.substring(0, Math.max(at.lastIndexOf('/'), 0));
    }
    return false;
  }
}
