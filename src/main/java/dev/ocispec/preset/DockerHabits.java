package dev.ocispec.preset;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;

/** What dockerd does. */
final class DockerHabits implements EngineHabits {
  private static final int SHORT_ID = 12;

  @Override
  public Spec configured(EngineTable table, ImmutableEngineChoices choices) {
    List<Capability> capabilities =
        EngineSteps.capabilities(EngineSteps.capabilities(table), choices);
    Spec.Builder spec = table.document().toBuilder();
    spec.root(root -> root.path(choices.rootfs()));
    choices
        .hostname()
        .or(() -> choices.id().map(DockerHabits::shortened))
        .ifPresent(spec::hostname);
    spec.linux(
        linux -> {
          choices.id().ifPresent(id -> linux.cgroupsPath("/docker/" + id));
          linux.seccomp(table.seccomp().profile(EngineSteps.architecture(choices), capabilities));
        });
    spec.process(
        process ->
            process.capabilities(
                sets ->
                    sets.bounding(capabilities).effective(capabilities).permitted(capabilities)));
    Spec named = named(spec.build());
    return withOwnGroup(EngineSteps.withImage(named, choices));
  }

  private static Spec named(Spec spec) {
    return spec.hostname()
        .map(name -> SpecEdits.process(spec, process -> process.putEnv("HOSTNAME", name)))
        .orElse(spec);
  }

  /** Docker lists the group of the user among the further ones too. */
  private static Spec withOwnGroup(Spec spec) {
    List<Long> groups = new ArrayList<>();
    spec.process()
        .flatMap(process -> process.user())
        .ifPresent(
            user -> {
              groups.add(user.gid().orElse(0));
              user.additionalGids().stream()
                  .filter(group -> !groups.contains(group))
                  .forEach(groups::add);
            });
    return SpecEdits.process(spec, process -> process.user(user -> user.additionalGids(groups)));
  }

  private static String shortened(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
  }
}
