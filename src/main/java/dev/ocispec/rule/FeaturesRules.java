package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.info;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_1_0;

import dev.ocispec.rule.internal.LaterMembers;
import dev.ocispec.version.DeclaredVersion;
import dev.ocispec.version.Release;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules about what a runtime says that it can do. */
final class FeaturesRules {
  private static final String VERSION = "features.md#featuresSpecificationVersion";
  private static final String HOOKS = "features.md#featuresHooks";
  private static final String OPTIONS = "features.md#featuresMountOptions";
  private static final String SECCOMP = "features-linux.md#linuxFeaturesSeccomp";
  private static final String ANNOTATIONS = "features.md#featuresAnnotations";

  private static final String MIN = "ociVersionMin";
  private static final String MAX = "ociVersionMax";

  private static final Set<String> KNOWN_HOOKS =
      Set.of(
          "prestart",
          "createRuntime",
          "createContainer",
          "startContainer",
          "poststart",
          "poststop");

  static final List<Rule> LIST =
      List.of(
          must("features-version-semver", VERSION, V1_1_0, FeaturesRules::grammar)
              .forKind(DocumentKind.FEATURES)
              .says("ociVersionMin and ociVersionMax are versions as SemVer 2.0.0 writes them.")
              .because("They bound what ociVersion of a configuration may be."),
          must("features-version-order", VERSION, V1_1_0, FeaturesRules::order)
              .forKind(DocumentKind.FEATURES)
              .says("ociVersionMax is not less than ociVersionMin.")
              .because("Otherwise the runtime would take no version at all."),
          must("features-no-newer-properties", VERSION, V1_1_0, FeaturesRules::newer)
              .forKind(DocumentKind.FEATURES)
              .says("Nothing stands there that the release of ociVersionMax does not define.")
              .because("Readers of that release don't know what it means.")
              .runtimes(
                  "The prose's own example breaks it. Versions with a build part, such as crun's"
                      + " 1.1.0+dev, are states after a release and are not judged."),
          must("features-hooks-names", HOOKS, V1_1_0, FeaturesRules::hooks)
              .forKind(DocumentKind.FEATURES)
              .says("hooks lists names of hooks that configurations have.")
              .because("No configuration can ask for another."),
          should("features-mount-options-no-data", OPTIONS, V1_1_0, FeaturesRules::options)
              .forKind(DocumentKind.FEATURES)
              .on(Platform.LINUX)
              .says("mountOptions lists no options that go to a filesystem as data.")
              .because("Which ones a filesystem takes is the kernel's business."),
          should("features-supported-flags-known", SECCOMP, V1_1_0, FeaturesRules::flags)
              .forKind(DocumentKind.FEATURES)
              .on(Platform.LINUX)
              .says("Every flag in supportedFlags is in knownFlags, too.")
              .because("A runtime can't set a flag that it does not know."),
          info("features-annotations", ANNOTATIONS, V1_1_0, FeaturesRules::annotations)
              .forKind(DocumentKind.FEATURES)
              .says("Keys of annotations are not empty and not in the reserved name space.")
              .because("Names that begin with org.opencontainers. are the specifications' own.")
              .runtimes(
                  "runc and crun report keys that begin with org.opencontainers.runc., and so does"
                      + " the prose's own example."));

  private FeaturesRules() {}

  private static void grammar(Subject subject, Reporter reporter) {
    for (String name : List.of(MIN, MAX)) {
      Node version = subject.at(name);
      version
          .asText()
          .filter(text -> !VersionGrammar.accepts(text))
          .ifPresent(
              text ->
                  reporter.report(
                      version, "expected a version like 1.2.0, found " + RuleFacts.shown(text)));
    }
  }

  private static void order(Subject subject, Reporter reporter) {
    Node max = subject.at(MAX);
    Optional<String> least = subject.at(MIN).asText().filter(VersionGrammar::accepts);
    Optional<String> most = max.asText().filter(VersionGrammar::accepts);
    if (least.isPresent()
        && most.isPresent()
        && VersionPrecedence.compare(most.get(), least.get()) < 0) {
      reporter.report(
          max,
          "expected at least "
              + MIN
              + ", "
              + RuleFacts.shown(least.get())
              + ", found "
              + RuleFacts.shown(most.get()));
    }
  }

  private static void newer(Subject subject, Reporter reporter) {
    Optional<String> max = subject.at(MAX).asText();
    if (max.filter(text -> VersionGrammar.accepts(text) && !text.contains("+")).isPresent()) {
      Release declared = DeclaredVersion.release(max.get()).max(DocumentKind.FEATURES.since());
      LaterMembers.of(subject.document(), declared)
          .forEach(
              (member, since) ->
                  reporter.report(
                      member,
                      "expected only what "
                          + declared
                          + " defines, which "
                          + MAX
                          + " names, found "
                          + RuleFacts.shown(member.key())
                          + " of "
                          + since));
    }
  }

  private static void hooks(Subject subject, Reporter reporter) {
    for (Node hook : subject.at("hooks").elements()) {
      hook.asText()
          .filter(text -> !KNOWN_HOOKS.contains(text))
          .ifPresent(
              text ->
                  reporter.report(
                      hook, "expected the name of a hook, found " + RuleFacts.shown(text)));
    }
  }

  private static void options(Subject subject, Reporter reporter) {
    for (Node option : subject.at("mountOptions").elements()) {
      option
          .asText()
          .filter(text -> text.indexOf('=') >= 0)
          .ifPresent(
              text ->
                  reporter.report(
                      option,
                      "expected options that runtimes deal with, found "
                          + RuleFacts.shown(text)
                          + ", which goes to the filesystem"));
    }
  }

  private static void flags(Subject subject, Reporter reporter) {
    Node seccomp = subject.at("linux", "seccomp");
    if (seccomp.get("knownFlags").isAbsent()) {
      return;
    }
    Set<String> known = new HashSet<>();
    for (Node flag : seccomp.get("knownFlags").elements()) {
      flag.asText().ifPresent(known::add);
    }
    for (Node flag : seccomp.get("supportedFlags").elements()) {
      flag.asText()
          .filter(text -> !known.contains(text))
          .ifPresent(
              text ->
                  reporter.report(
                      flag, "expected a flag that knownFlags has, found " + RuleFacts.shown(text)));
    }
  }

  private static void annotations(Subject subject, Reporter reporter) {
    for (Node annotation : subject.at("annotations").members()) {
      String key = annotation.key();
      if (key.isEmpty()) {
        reporter.report(annotation, "expected a key, found an empty one");
      } else if (key.startsWith("org.opencontainers.")) {
        reporter.report(
            annotation,
            "expected a key of the runtime's own name space, found the reserved "
                + RuleFacts.shown(key));
      }
    }
  }
}
