package dev.ocispec.rule.explain.internal;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.AnnotationMeaning;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.Spec;

/** The document itself: version, names, annotations. */
final class PlatformStatements {
  private PlatformStatements() {}

  static void add(ContainerView container, Statements to) {
    Spec spec = container.spec();
    to.plain(
        Topic.PLATFORM,
        "/ociVersion",
        "the document declares runtime-spec "
            + Words.path(spec.ociVersion())
            + (container.isLinux() && spec.linux().isEmpty()
                ? " and no platform; it is read as one for Linux"
                : container.hasMountsOfFreebsd() && spec.freebsd().isEmpty()
                    ? " and no platform; it is read as one for FreeBSD, whose file systems it"
                        + " mounts"
                    : ""));
    spec.hostname()
        .filter(name -> !name.isEmpty())
        .ifPresent(
            name -> to.plain(Topic.PLATFORM, "/hostname", "its host name is " + Words.path(name)));
    spec.domainname()
        .filter(name -> !name.isEmpty())
        .ifPresent(
            name ->
                to.plain(
                    Topic.PLATFORM, "/domainname", "its NIS domain name is " + Words.path(name)));
    int others = 0;
    for (var annotation : spec.annotations().entrySet()) {
      var meaning = AnnotationMeaning.of(annotation.getKey(), annotation.getValue());
      if (meaning.isEmpty()) {
        others++;
      } else {
        to.add(
            meaning.orElseThrow().weight(),
            Topic.PLATFORM,
            "/annotations/" + JsonPointer.escape(annotation.getKey()),
            meaning.orElseThrow().text());
      }
    }
    if (others > 0) {
      to.add(
          Weight.PLAIN,
          Topic.PLATFORM,
          "/annotations",
          "it carries " + Words.count(others, "annotation", "annotations") + " for other programs");
    }
  }
}
