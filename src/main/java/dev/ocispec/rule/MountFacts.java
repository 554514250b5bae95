package dev.ocispec.rule;

import dev.ocispec.rule.internal.TreeNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What several rules ask of a mount. */
final class MountFacts {
  private MountFacts() {}

  static List<? extends Node> mounts(Subject subject) {
    return subject.at("mounts").elements();
  }

  /** Whether one of the mount's options is {@code option}. */
  static boolean hasOption(Node mount, String option) {
    return option(mount, option).isPresent();
  }

  /** The mount's option that is {@code option}; an absent place when it has none. */
  static Node option(Node mount, String option) {
    Node options = mount.get("options");
    for (Node element : options.elements()) {
      if (element.is(option)) {
        return element;
      }
    }
    return options.get(option);
  }

  /** What the options say that many rules ask for; noted at the mount. */
  private record Kind(boolean bind, @Nullable Node idMapping) {
    static Kind of(Node mount) {
      boolean bind = false;
      Node idMapping = null;
      for (Node option : mount.get("options").elements()) {
        bind |= option.is("bind") || option.is("rbind");
        if (idMapping == null && (option.is("idmap") || option.is("ridmap"))) {
          idMapping = option;
        }
      }
      return new Kind(bind, idMapping);
    }
  }

  private static Kind kind(Node mount) {
    return mount instanceof TreeNode node ? (Kind) node.note(Kind::of) : Kind.of(mount);
  }

  /** Whether it is a bind mount, which its options tell and not its type. */
  static boolean isBind(Node mount) {
    return kind(mount).bind;
  }

  /** What makes a mount an id-mapped one; an absent place when nothing does. */
  static Node idMapping(Node mount) {
    Node option = idMappingOption(mount);
    if (option.isPresent()) {
      return option;
    }
    Node uids = mount.get("uidMappings");
    return uids.isPresent() ? uids : mount.get("gidMappings");
  }

  /** The option idmap or ridmap; an absent place when it has neither. */
  static Node idMappingOption(Node mount) {
    Node option = kind(mount).idMapping;
    return option != null ? option : mount.get("options").get("idmap");
  }

  /** Where it is mounted; empty when that is not said. */
  static String place(Node mount) {
    return mount
        .get("destination")
        .asText()
        .filter(path -> !path.isEmpty())
        .map(PathForms::cleaned)
        .orElse("");
  }
}
