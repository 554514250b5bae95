package dev.ocispec.rule.difference.internal;

import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.HookMeaning;
import dev.ocispec.rule.knowledge.internal.NamespaceMeaning;
import dev.ocispec.rule.knowledge.internal.SeccompVerdicts;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.JsonValue;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What differences mean at places for which there is more to say than that they differ. */
final class PlaceMeanings {
  // Limits where more is more, and where -1 and absence are no limit.
  private static final Map<String, String> LIMITS =
      Map.of(
          "/linux/resources/memory/limit", "memory",
          "/linux/resources/memory/swap", "memory and swap",
          "/linux/resources/pids/limit", "processes",
          "/linux/resources/cpu/quota", "processor time");

  private static final Set<String> PRELOADING = Set.of("LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT");

  /** Says what a difference at some places means; empty when it has nothing to say. */
  private interface Teller {
    Optional<Meaning> tell(Place place, Optional<JsonValue> was, Optional<JsonValue> is);
  }

  private final ContainerView before;
  private final ContainerView after;
  private final Map<String, Teller> byPattern = new HashMap<>();

  PlaceMeanings(ContainerView before, ContainerView after) {
    this.before = before;
    this.after = after;
    MountComparison mounts = new MountComparison(before, after);
    byPattern.put("/mounts/*", mounts::entry);
    for (String member : List.of("options", "source", "type")) {
      byPattern.put("/mounts/*/" + member, mounts::member);
    }
    byPattern.put("/linux/namespaces/*", this::namespace);
    byPattern.put("/linux/namespaces/*/path", this::namespacePath);
    KernelFileComparison kernelFiles = new KernelFileComparison(before, after);
    byPattern.put("/linux/maskedPaths/*", kernelFiles::maskedPath);
    byPattern.put("/linux/readonlyPaths/*", kernelFiles::readOnlyPath);
    byPattern.put("/root/readonly", this::rootReadOnly);
    byPattern.put("/process/noNewPrivileges", this::noNewPrivileges);
    byPattern.put("/linux/seccomp", this::filter);
    byPattern.put("/linux/seccomp/defaultAction", this::defaultAction);
    byPattern.put("/process/capabilities", this::capabilities);
    byPattern.put("/process/env/*", PlaceMeanings::variable);
    DeviceComparison devices = new DeviceComparison(before, after);
    byPattern.put("/linux/devices/*", devices::file);
    byPattern.put("/linux/resources/devices/*", devices::rule);
    for (HookMeaning hooks : HookMeaning.all()) {
      byPattern.put(
          "/hooks/" + hooks.kind() + "/*/args",
          (place, was, is) ->
              Optional.of(
                  Meaning.notable("a hook of the kind " + hooks.kind() + " gets other arguments")));
    }
    byPattern.put(
        "/process/args",
        (place, was, is) ->
            Optional.of(Meaning.notable("another program or other arguments are run")));
    byPattern.put(
        "/ociVersion",
        (place, was, is) ->
            Optional.of(Meaning.plain("declares another release of the specification")));
    byPattern.put(
        "/process/cwd", (place, was, is) -> Optional.of(Meaning.plain("starts in another folder")));
    LIMITS.keySet().forEach(pattern -> byPattern.put(pattern, this::limit));
  }

  Optional<Meaning> of(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    Teller teller = byPattern.get(place.pattern());
    return teller == null ? Optional.empty() : teller.tell(place, was, is);
  }

  private Optional<Meaning> namespace(
      Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    String type = text(was.or(() -> is), "type");
    Optional<NamespaceMeaning> known = NamespaceMeaning.of(type);
    if (is.isEmpty()) {
      return known
          .filter(meaning -> after.isHosts(type))
          .map(meaning -> new Meaning(weight(meaning), "it now " + meaning.sharedIn(after)));
    }
    String path = text(is, "path");
    if (path.isEmpty() && was.isEmpty() && before.namespace(type).isEmpty()) {
      return known.map(this::ownInstead);
    }
    return Optional.empty();
  }

  private Optional<Meaning> namespacePath(
      Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    if (is.isPresent()) {
      return Optional.empty();
    }
    String path = was.flatMap(JsonValue::asText).orElse("");
    return before.namespaces().stream()
        .filter(entry -> entry.path().equals(Optional.of(path)))
        .map(entry -> entry.type().text())
        .filter(type -> ContainerView.isHostsPath(type, path))
        .flatMap(type -> NamespaceMeaning.of(type).stream())
        .map(this::ownInstead)
        .findFirst()
        .or(() -> Optional.of(Meaning.plain("it gets a new namespace instead of joining one")));
  }

  private Meaning ownInstead(NamespaceMeaning meaning) {
    return new Meaning(
        meaning.type().equals("user") ? Weight.NOTABLE : Meaning.ofGone(meaning.weightIn(before)),
        (meaning.type().equals("ipc") ? "it gets an " : "it gets a ")
            + meaning.type()
            + " namespace of its own and no longer shares the host's "
            + meaning.what());
  }

  /** Without a user namespace its root becomes the host's. */
  private Weight weight(NamespaceMeaning meaning) {
    return meaning.type().equals("user") && after.isRoot()
        ? Weight.ISOLATION
        : meaning.weightIn(after);
  }

  private Optional<Meaning> rootReadOnly(
      Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    boolean readOnly = is.flatMap(JsonValue::asBoolean).orElse(false);
    boolean wasReadOnly = was.flatMap(JsonValue::asBoolean).orElse(false);
    if (readOnly == wasReadOnly) {
      return Optional.of(Meaning.plain("the root file system stays as writable as it was"));
    }
    return Optional.of(
        readOnly
            ? Meaning.notable("makes the root file system read-only")
            : Meaning.isolation(
                "makes the root file system writable, so that it can change its own programs"));
  }

  private Optional<Meaning> noNewPrivileges(
      Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    boolean lost = before.noNewPrivileges() && !after.noNewPrivileges();
    return lost
        ? Optional.of(
            Meaning.notable(
                "programs that it starts can gain privileges again: set-user-ID bits and file"
                    + " capabilities count"))
        : Optional.empty();
  }

  private Optional<Meaning> filter(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    if (is.isPresent() && was.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        is.isPresent()
            ? Meaning.notable("puts a filter between it and the host's kernel")
            : Meaning.isolation(
                "takes the filter of system calls away: every system call is open to it"));
  }

  private Optional<Meaning> defaultAction(
      Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    boolean open = isOpen(is);
    if (open == isOpen(was)) {
      return Optional.empty();
    }
    return Optional.of(
        open
            ? Meaning.isolation("lets through every system call that no rule names")
            : Meaning.notable("no longer lets through system calls that no rule names"));
  }

  private static boolean isOpen(Optional<JsonValue> action) {
    return action.flatMap(JsonValue::asText).filter(SeccompVerdicts::letsThrough).isPresent();
  }

  private Optional<Meaning> capabilities(
      Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    if (is.isEmpty()) {
      return Optional.empty();
    }
    return was.isPresent()
        ? Optional.of(Meaning.plain("the same capability sets, written in another way"))
        : Optional.of(
            Meaning.notable(
                "says which capabilities it gets, instead of leaving that to the runtime: "
                    + (after.held().isEmpty()
                        ? "none"
                        : Words.list(List.copyOf(after.held()), 8))));
  }

  private static Optional<Meaning> variable(
      Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    String entry = is.or(() -> was).flatMap(JsonValue::asText).orElse("");
    int end = entry.indexOf('=');
    String name = end < 0 ? entry : entry.substring(0, end);
    String what = was.isEmpty() ? "adds" : is.isEmpty() ? "takes away" : "gives another value to";
    String text = what + " the variable " + Words.path(name);
    return Optional.of(
        PRELOADING.contains(name) && is.isPresent()
            ? Meaning.notable(text + ", which puts code of others into its programs")
            : Meaning.plain(text));
  }

  private Optional<Meaning> limit(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    Optional<BigInteger> old = amount(was);
    Optional<BigInteger> now = amount(is);
    String what = LIMITS.get(place.pattern());
    if (old.equals(now)) {
      return Optional.of(Meaning.plain("another way to say the same about " + what));
    }
    if (now.isEmpty()) {
      return Optional.of(Meaning.notable("takes the limit on " + what + " away"));
    }
    if (old.isEmpty()) {
      return Optional.of(Meaning.plain("sets a limit on " + what));
    }
    return Optional.of(
        now.orElseThrow().compareTo(old.orElseThrow()) > 0
            ? Meaning.notable("raises the limit on " + what)
            : Meaning.plain("lowers the limit on " + what));
  }

  /** A limit; empty where there is none. */
  private static Optional<BigInteger> amount(Optional<JsonValue> value) {
    return value
        .filter(number -> number.kind() == JsonValue.Kind.INTEGER)
        .flatMap(JsonValue::asNumber)
        .map(BigInteger::new)
        .filter(number -> number.signum() > 0);
  }

  private static String text(Optional<JsonValue> object, String member) {
    return object.map(value -> value.members().get(member)).flatMap(JsonValue::asText).orElse("");
  }
}
