package dev.ocispec.rule.difference.internal;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.Fact;
import dev.ocispec.rule.knowledge.internal.HostPathMeaning;
import dev.ocispec.rule.knowledge.internal.MountMeaning;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What differences between mounts mean. */
final class MountComparison {
  private static final Set<String> PROTECTING = Set.of("nosuid", "nodev", "noexec");

  private final ContainerView before;
  private final ContainerView after;

  MountComparison(ContainerView before, ContainerView after) {
    this.before = before;
    this.after = after;
  }

  /** A mount that only one side has. */
  Optional<Meaning> entry(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    if (was.isPresent() && is.isPresent()) {
      return member(place, was, is);
    }
    boolean added = is.isPresent();
    return mount(added ? after : before, added ? place.after() : place.before())
        .map(mount -> added ? added(mount) : removed(mount));
  }

  private static Optional<Mount> mount(ContainerView container, String pointer) {
    List<String> tokens = JsonPointer.parse(pointer).tokens();
    int index = Integer.parseInt(tokens.get(1));
    List<Mount> mounts = container.spec().mounts();
    return index < mounts.size() ? Optional.of(mounts.get(index)) : Optional.empty();
  }

  private Meaning added(Mount mount) {
    List<Fact> facts = MountMeaning.of(after, mount);
    return new Meaning(weight(facts), "adds a mount: " + text(facts));
  }

  private Meaning removed(Mount mount) {
    List<Fact> facts = MountMeaning.of(before, mount);
    String inside = HostPathMeaning.normal(mount.destination());
    boolean covered =
        mount.source().map(HostPathMeaning::normal).equals(Optional.of("/dev/null"))
            || MountMeaning.isOwn(mount)
                && (inside.startsWith("/proc/") || inside.startsWith("/sys/"));
    return covered
        ? Meaning.notable(
            "drops a mount that covered " + Words.path(inside) + ", so that what is below it shows")
        : new Meaning(Meaning.ofGone(weight(facts)), "drops a mount: " + text(facts));
  }

  /** A member of a mount that both sides have. */
  Optional<Meaning> member(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    Optional<Mount> old = mount(before, place.before());
    Optional<Mount> now = mount(after, place.after());
    if (old.isEmpty() || now.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(changed(place, old.orElseThrow(), now.orElseThrow()));
  }

  private Meaning changed(Place place, Mount old, Mount now) {
    List<Fact> facts = MountMeaning.of(after, now);
    String shown = text(facts);
    boolean other = !shown.equals(text(MountMeaning.of(before, old)));
    String options = options(old.options(), now.options());
    if (!place.pattern().endsWith("/options")) {
      return instead(old, now, other ? weight(facts) : Weight.PLAIN, shown, options);
    }
    boolean closes = !MountMeaning.isReadOnly(old) && MountMeaning.isReadOnly(now);
    if (isOpened(old, now)) {
      return new Meaning(
          opened(now, weight(facts)), "becomes writable (" + options + "): " + shown);
    }
    if (closes) {
      return Meaning.plain("becomes read-only (" + options + "): " + shown);
    }
    if (other) {
      return new Meaning(weight(facts), "other options (" + options + "): " + shown);
    }
    boolean weaker =
        old.options().stream()
            .anyMatch(option -> PROTECTING.contains(option) && !now.options().contains(option));
    String text = "other options at " + Words.path(now.destination()) + ": " + options;
    return weaker ? Meaning.notable(text) : Meaning.plain(text);
  }

  private static Meaning instead(
      Mount old, Mount now, Weight weight, String shown, String options) {
    String at = Words.path(now.destination());
    boolean sameAccess = MountMeaning.isReadOnly(old) == MountMeaning.isReadOnly(now);
    String changed = old.options().equals(now.options()) ? "" : " (" + options + ")";
    if (MountMeaning.isKeptByEngine(old) && MountMeaning.isKeptByEngine(now) && sameAccess) {
      return Meaning.plain(
          "another of the files that an engine keeps for each container is at " + at + changed);
    }
    boolean empty =
        MountMeaning.isOwn(old) && MountMeaning.isOwn(now) && old.type().equals(now.type());
    if (empty && sameAccess) {
      return Meaning.plain("the same mount at " + at + ", written in another way" + changed);
    }
    return new Meaning(
        isOpened(old, now) ? opened(now, weight) : weight,
        "another mount there" + changed + ": " + shown);
  }

  private static boolean isOpened(Mount old, Mount now) {
    return MountMeaning.isReadOnly(old) && !MountMeaning.isReadOnly(now);
  }

  /** What it counts that a mount becomes writable which by itself counts that much. */
  private static Weight opened(Mount now, Weight weight) {
    return weight == Weight.PLAIN && !MountMeaning.isKeptByEngine(now) ? Weight.NOTABLE : weight;
  }

  private static String options(List<String> old, List<String> now) {
    List<String> added = now.stream().filter(option -> !old.contains(option)).toList();
    List<String> removed = old.stream().filter(option -> !now.contains(option)).toList();
    List<String> parts = new ArrayList<>();
    if (!added.isEmpty()) {
      parts.add("adds " + words(added));
    }
    if (!removed.isEmpty()) {
      parts.add("without " + words(removed));
    }
    return parts.isEmpty() ? "the same in another order" : String.join(", ", parts);
  }

  private static String words(List<String> options) {
    return Words.list(options.stream().map(Words::path).toList());
  }

  private static Weight weight(List<Fact> facts) {
    return facts.stream().map(Fact::weight).sorted().findFirst().orElse(Weight.PLAIN);
  }

  private static String text(List<Fact> facts) {
    return facts.stream().map(Fact::text).collect(Collectors.joining("; "));
  }
}
