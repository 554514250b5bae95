package dev.ocispec.image;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * In what a tool differs from the conversion here, each with the reason why the conversion does not
 * do it.
 */
enum ToolHabit {
  /** The specification leaves {@code HOME} to the converter, and runtimes set it. */
  HOME_FROM_THE_ACCOUNT {
    @Override
    ContainerFacts of(RealImage image, ContainerFacts facts) {
      String home = HOMES.get(facts.uid());
      return home == null || facts.env().containsKey("HOME")
          ? facts
          : facts.withVariable("HOME", home);
    }
  },
  /** What the image says of {@code HOME} must not be changed by a default. */
  HOME_FROM_THE_ACCOUNT_BEFORE_THE_IMAGE {
    @Override
    ContainerFacts of(RealImage image, ContainerFacts facts) {
      String home = HOMES.get(facts.uid());
      return home == null ? facts : facts.withVariable("HOME", home);
    }
  },
  /** The converter should not change the further groups when the user is a number. */
  GROUPS_OF_A_USER_BY_NUMBER {
    @Override
    ContainerFacts of(RealImage image, ContainerFacts facts) {
      return facts.withGroups(image.facts(image.conversion().groupsOfNumbers(true)).groups());
    }
  },
  /** It has the group's rights without being listed twice. */
  OWN_GROUP_AMONG_THE_FURTHER_ONES {
    @Override
    ContainerFacts of(RealImage image, ContainerFacts facts) {
      Set<Long> groups = new HashSet<>(facts.groups());
      groups.add(facts.gid());
      return facts.withGroups(groups);
    }
  },
  /** The same, but not for root, which needs no groups. */
  OWN_GROUP_AMONG_THE_FURTHER_ONES_UNLESS_ROOT {
    @Override
    ContainerFacts of(RealImage image, ContainerFacts facts) {
      return facts.uid() == 0 ? facts : OWN_GROUP_AMONG_THE_FURTHER_ONES.of(image, facts);
    }
  },
  /** What the image does not say has no annotation. */
  ANNOTATIONS_WITHOUT_TEXT {
    @Override
    ContainerFacts of(RealImage image, ContainerFacts facts) {
      Map<String, String> all = new TreeMap<>(facts.annotations());
      for (String name : new String[] {"author", "exposedPorts", "stopSignal"}) {
        all.putIfAbsent(PREFIX + name, "");
      }
      return facts.withAnnotations(all);
    }
  },
  /** A label goes before what is made of another member. */
  AUTHOR_BEFORE_THE_LABEL {
    @Override
    ContainerFacts of(RealImage image, ContainerFacts facts) {
      Map<String, String> all = new TreeMap<>(facts.annotations());
      image.configuration().document().author().ifPresent(name -> all.put(PREFIX + "author", name));
      return facts.withAnnotations(all);
    }
  },
  /** The specification demands the image's labels and facts, and none of the manifest's. */
  ANNOTATIONS_OF_THE_MANIFEST_AND_THE_SIGNALS_NUMBER {
    @Override
    ContainerFacts of(RealImage image, ContainerFacts facts) {
      Map<String, String> all = new TreeMap<>(image.manifest().annotations());
      String signal = image.configuration().execution().stopSignal().orElse("SIGTERM");
      all.put(PREFIX + "stopSignal", SIGNALS.get(signal));
      return facts.withAnnotations(all);
    }
  },
  /** The specification demands them. */
  NO_ANNOTATIONS {
    @Override
    ContainerFacts of(RealImage image, ContainerFacts facts) {
      return facts.withAnnotations(Map.of());
    }
  },
  /** A word to the container that it is one, of podman alone. */
  VARIABLE_OF_PODMAN {
    @Override
    ContainerFacts of(RealImage image, ContainerFacts facts) {
      return facts.withVariable("container", "podman");
    }
  },
  /** Here the variable comes from {@code Presets.runc()}, which is the base. */
  NO_TERMINAL {
    @Override
    ContainerFacts of(RealImage image, ContainerFacts facts) {
      return facts.withoutVariable("TERM");
    }
  },
  /** {@code buildah run} takes the command from its caller. */
  COMMAND_OF_THE_CALLER {
    @Override
    ContainerFacts of(RealImage image, ContainerFacts facts) {
      return facts.withArgs("/bin/given");
    }
  };

  private static final String PREFIX = "org.opencontainers.image.";
  private static final Map<Long, String> HOMES = Map.of(0L, "/root", 1001L, "/home/ann");
  private static final Map<String, String> SIGNALS =
      Map.of("SIGTERM", "15", "SIGINT", "2", "SIGRTMIN+3", "37");

  /** The facts with this habit. */
  abstract ContainerFacts of(RealImage image, ContainerFacts facts);
}
