package dev.ocispec.preset;

import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;

/** What an engine does with the parameters of a container, as far as no table can say it. */
enum EngineHabits {
  /** dockerd. */
  DOCKER {
    @Override
    String cgroupsPath(String id) {
      return "/docker/" + id;
    }

    @Override
    boolean setsHostname() {
      return true;
    }

    /** Docker lists the group of the user among the further ones too. */
    @Override
    Spec adapted(Spec spec) {
      return spec.toBuilder()
          .process(
              process ->
                  process.user(
                      user -> {
                        List<Long> groups = new ArrayList<>();
                        groups.add(gid(spec));
                        spec.process().flatMap(p -> p.user()).stream()
                            .flatMap(u -> u.additionalGids().stream())
                            .filter(group -> !groups.contains(group))
                            .forEach(groups::add);
                        user.additionalGids(groups);
                      }))
          .build();
    }
  };

  abstract String cgroupsPath(String id);

  /** Whether the host name is a variable too. */
  abstract boolean setsHostname();

  abstract Spec adapted(Spec spec);

  private static long gid(Spec spec) {
    return spec.process()
        .flatMap(process -> process.user())
        .map(user -> user.gid().orElse(0))
        .orElse(0L);
  }
}
