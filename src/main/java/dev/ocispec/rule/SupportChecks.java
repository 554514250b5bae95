package dev.ocispec.rule;

import static dev.ocispec.rule.SupportFeature.general;

import dev.ocispec.report.Level;
import dev.ocispec.spec.MountOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a features document says for all platforms: versions, hooks, mount options, annotations. */
final class SupportChecks {
  private static final SupportFeature VERSION =
      general("support-oci-version", "featuresSpecificationVersion", "version");
  private static final SupportFeature HOOK = general("support-hook", "featuresHooks", "hook");
  private static final SupportFeature OPTION =
      general("support-mount-option", "featuresMountOptions", "mount option");
  private static final SupportFeature ANNOTATION =
      general(
          "support-unsafe-annotation",
          "featuresPotentiallyUnsafeConfigAnnotations",
          "annotation that changes its behaviour");

  /** Options that runtimes list besides those that the specification names. */
  private static final List<String> RUNTIMES_OWN =
      List.of(
          "copy-symlink",
          "dest-nofollow",
          "rasync",
          "rdirsync",
          "rmand",
          "rnomand",
          "rnostrictatime",
          "rsync",
          "src-nofollow");

  /** What a runtime handles itself; all else it hands to the file system. */
  private static final Set<String> OPTIONS = options();

  private SupportChecks() {}

  private static Set<String> options() {
    Set<String> options = new HashSet<>(MountOption.known());
    options.addAll(RUNTIMES_OWN);
    return Set.copyOf(options);
  }

  static void check(SupportRun run) {
    version(run);
    hooks(run);
    mountOptions(run);
    annotations(run);
  }

  private static void version(SupportRun run) {
    Node place = run.asks("ociVersion");
    Optional<SupportVersion> declared = SupportVersion.of(place);
    Optional<SupportVersion> lowest = SupportVersion.of(run.has("ociVersionMin"));
    Optional<SupportVersion> highest = SupportVersion.of(run.has("ociVersionMax"));
    if (declared.isEmpty()) {
      return;
    }
    if (lowest.isEmpty() || highest.isEmpty()) {
      run.notSaid(VERSION, place, "which versions of the specification it accepts");
    }
    String text = place.asText().orElseThrow();
    if (lowest.isPresent() && declared.get().compareTo(lowest.get()) < 0) {
      run.lacks(
          VERSION,
          place,
          "the runtime accepts versions from "
              + shown(run.has("ociVersionMin"))
              + " on, found "
              + RuleFacts.shown(text),
          "declare a version that the runtime accepts: all that an earlier one defines is in it");
    } else if (highest.isPresent() && declared.get().compareTo(highest.get()) > 0) {
      run.lacks(
          VERSION,
          place,
          "the runtime accepts versions up to "
              + shown(run.has("ociVersionMax"))
              + ", found "
              + RuleFacts.shown(text),
          advice(run, highest.get()));
    }
  }

  private static String advice(SupportRun run, SupportVersion highest) {
    boolean enough =
        SupportVersion.parse(run.lowest().version())
            .filter(version -> version.compareTo(highest) <= 0)
            .isPresent();
    return enough
        ? "declare \"" + run.lowest() + "\", which defines all that the configuration uses"
        : "the configuration uses what only " + run.lowest() + " defines; downgrade rewrites it";
  }

  private static String shown(Node version) {
    return RuleFacts.shown(version.asText().orElse(""));
  }

  private static void hooks(SupportRun run) {
    List<Node> used = new ArrayList<>();
    for (Node hooks : run.asks("hooks").members()) {
      if (!hooks.elements().isEmpty()) {
        used.add(hooks);
      }
    }
    run.listed(HOOK, run.has("hooks"), used, run.asks("hooks"));
  }

  private static void mountOptions(SupportRun run) {
    Node list = run.has("mountOptions");
    boolean extension = run.has("linux", "mountExtensions", "idmap", "enabled").isPresent();
    List<Node> used = new ArrayList<>();
    for (Node mount : run.asks("mounts").elements()) {
      for (Node option : mount.get("options").elements()) {
        // A runtime that tells of id-mapped mounts need not list the options for them.
        boolean isMapping = SupportLinuxChecks.isIdMapOption(option);
        if (isMapping ? !extension && list.isPresent() : isKnown(option)) {
          used.add(option);
        }
      }
    }
    run.listed(OPTION, list, used, run.asks("mounts"));
  }

  private static boolean isKnown(Node option) {
    return option.asText().filter(OPTIONS::contains).isPresent();
  }

  private static void annotations(SupportRun run) {
    List<? extends Node> used = run.asks("annotations").members();
    Node list = run.has("potentiallyUnsafeConfigAnnotations");
    if (used.isEmpty()) {
      return;
    }
    if (list.isAbsent()) {
      run.notSaid(ANNOTATION, run.asks("annotations"), "which annotations change its behaviour");
      return;
    }
    Set<String> keys = SupportRun.texts(list);
    List<String> prefixes = keys.stream().filter(key -> key.endsWith(".")).toList();
    for (Node annotation : used) {
      String key = annotation.key();
      if (keys.contains(key) || prefixes.stream().anyMatch(key::startsWith)) {
        run.add(
            ANNOTATION,
            Level.INFO,
            annotation,
            "the annotation "
                + RuleFacts.shown(key)
                + " may change the runtime's behaviour, as the runtime itself says");
      }
    }
  }
}
