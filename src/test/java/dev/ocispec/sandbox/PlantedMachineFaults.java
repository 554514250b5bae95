package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.PlantedFault.of;
import static dev.ocispec.sandbox.PlantedFault.ofLinux;

import dev.ocispec.spec.LinuxPersonalityDomain;
import java.util.List;
import java.util.Set;

/** Planted faults in what a build sees of the machine and inherits. */
final class PlantedMachineFaults {
  private PlantedMachineFaults() {}

  static List<PlantedFault> all() {
    return List.of(
        ofLinux(
                "the larger processor shown to a 32-bit build",
                l -> l.clearPersonality(),
                Invariant.PERSONALITY_MATCHES_THE_SYSTEM)
            .where(c -> c.linux().personality().isPresent()),
        ofLinux(
                "the smaller processor shown to a 64-bit build",
                l -> l.personality(p -> p.domain(LinuxPersonalityDomain.LINUX32)),
                Invariant.PERSONALITY_MATCHES_THE_SYSTEM)
            .where(c -> c.linux().personality().isEmpty()),
        of(
            "the caller's umask",
            s -> s.process(p -> p.user(u -> u.clearUmask())),
            Invariant.UMASK_IS_FIXED),
        of(
            "files that everyone may write",
            s -> s.process(p -> p.user(u -> u.umask(0))),
            Invariant.UMASK_IS_FIXED),
        of(
                "the host's time zone",
                s -> s.process(p -> p.addEnv("TZ=Europe/Berlin")),
                Invariant.NEUTRAL_ENVIRONMENT_EXACTLY_WHEN_NORMALISED)
            .where(c -> c.request().normalise().isEmpty()),
        new PlantedFault(
            "another moment than the request's",
            c -> c.request().normalise().isPresent(),
            (c, spec) ->
                spec.toBuilder()
                    .process(
                        p ->
                            p.env(
                                c.process().env().stream()
                                    .map(e -> e.replaceAll("(EPOCH=).*", "$10"))
                                    .toList()))
                    .build(),
            Set.of(Invariant.NEUTRAL_ENVIRONMENT_EXACTLY_WHEN_NORMALISED)),
        of(
                "another build's id",
                s -> s.process(p -> p.user(u -> u.uid(IdentityRules.ROOTFUL_ID))),
                Invariant.OWN_IDS_ARE_THE_BUILDS)
            .where(c -> !c.rootless() && c.sandbox().hostIds().isPresent()),
        ofLinux(
                "another build's id in a user namespace",
                l ->
                    l.uidMappings(List.of())
                        .addUidMapping(m -> m.containerID(0).hostID(1001).size(1))
                        .addUidMapping(m -> m.containerID(1000).hostID(165_535).size(1)),
                Invariant.OWN_IDS_ARE_THE_BUILDS)
            .where(c -> c.rootless() && c.sandbox().hostIds().isPresent()),
        of(
            "a group that no device asks for",
            s -> s.process(p -> p.user(u -> u.additionalGids(27))),
            Invariant.GROUPS_ONLY_OF_NAMED_DEVICES),
        of(
            "the group of root",
            s -> s.process(p -> p.user(u -> u.addAdditionalGids(0))),
            Invariant.GROUPS_ONLY_OF_NAMED_DEVICES));
  }
}
