package dev.ocispec.rule.explain.internal;

import static dev.ocispec.rule.Weight.PLAIN;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.Fact;
import dev.ocispec.rule.knowledge.internal.MountMeaning;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;

/** What of the host it sees and may write. */
final class MountStatements {
  private MountStatements() {}

  static void add(ContainerView container, Statements to) {
    List<Mount> mounts = container.spec().mounts();
    List<String> own = new ArrayList<>();
    List<String> devices = new ArrayList<>();
    for (int i = 0; i < mounts.size(); i++) {
      Mount mount = mounts.get(i);
      List<Fact> facts = MountMeaning.of(container, mount);
      Fact first = facts.get(0);
      if (MountMeaning.isOwn(mount)) {
        String readOnly = MountMeaning.isReadOnly(mount) ? ", read-only" : "";
        own.add(Words.path(mount.destination()) + " (" + mount.type().orElse("") + readOnly + ")");
      } else if (first.topic() == Topic.DEVICES && first.weight() == PLAIN) {
        devices.add(Words.path(mount.destination()));
      } else {
        to.add(first, "/mounts/" + i);
      }
      for (Fact more : facts.subList(1, facts.size())) {
        to.add(more, "/mounts/" + i + "/options");
      }
    }
    if (!own.isEmpty()) {
      to.plain(
          Topic.FILESYSTEM,
          "/mounts",
          "file systems without files of the host are mounted at " + Words.list(own));
    }
    if (!devices.isEmpty()) {
      to.plain(
          Topic.DEVICES,
          "/mounts",
          "it gets the host's harmless " + Words.named("device", devices));
    }
    propagation(container, to);
  }

  private static void propagation(ContainerView container, Statements to) {
    String value =
        container
            .spec()
            .linux()
            .flatMap(Linux::rootfsPropagation)
            .map(propagation -> propagation.text())
            .orElse("");
    String pointer = "/linux/rootfsPropagation";
    if (value.equals("shared") || value.equals("rshared")) {
      to.notable(
          Topic.FILESYSTEM,
          pointer,
          "its root is a shared mount: what is mounted in it can appear on the host");
    } else if (value.equals("slave") || value.equals("rslave")) {
      to.plain(
          Topic.FILESYSTEM,
          pointer,
          "its root is a slave mount: what the host mounts below it later appears in it");
    }
  }
}
