package dev.ocispec.attestation;

import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.LinuxPersonality;
import dev.ocispec.spec.LinuxPersonalityDomain;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a process in the sandbox takes the machine for, and what it inherits: personality, mask of
 * new files, moment, time zone and locale, and the host's ids behind its own.
 */
final class MachineChecks {
  /** The personality of programs for the smaller of two processors, without its flags. */
  private static final int SMALLER = 0x8;

  private static final int DOMAIN = 0xFF;
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{1,8}");

  private final Spec spec;
  private final Observation observed;
  private final List<AttestationCheck> checks = new ArrayList<>();

  MachineChecks(Spec spec, Observation observed) {
    this.spec = spec;
    this.observed = observed;
  }

  List<AttestationCheck> all() {
    personality();
    spec.process().ifPresent(this::process);
    spec.linux()
        .filter(linux -> ProcessChecks.has(linux, LinuxNamespaceType.USER))
        .ifPresent(this::hostIds);
    return checks;
  }

  private void personality() {
    boolean smaller =
        spec.linux()
            .flatMap(Linux::personality)
            .flatMap(LinuxPersonality::domain)
            .equals(Optional.of(LinuxPersonalityDomain.LINUX32));
    String found = String.join("", observed.section("personality"));
    String domain =
        HEXADECIMAL.matcher(found).matches()
            ? Integer.toHexString(Integer.parseUnsignedInt(found, 16) & DOMAIN)
            : found;
    checks.add(
        AttestationCheck.equal("personality", Integer.toHexString(smaller ? SMALLER : 0), domain));
  }

  private void process(ContainerProcess process) {
    User user = process.user().orElseGet(() -> User.builder().build());
    user.umask()
        .ifPresent(
            mask ->
                checks.add(
                    AttestationCheck.equal(
                        "umask",
                        String.format("%04o", mask),
                        String.join("", observed.section("umask")))));
    for (String name : ProbeScript.VARIABLES) {
      process.env().stream()
          .filter(entry -> entry.startsWith(name + "=") && entry.indexOf('\n') < 0)
          .reduce((first, second) -> second)
          .ifPresent(
              entry ->
                  checks.add(
                      AttestationCheck.equal(
                          "variable " + name,
                          entry,
                          observed.section("variables").stream()
                              .filter(line -> line.startsWith(name + "="))
                              .findFirst()
                              .orElse(""))));
    }
  }

  private void hostIds(Linux linux) {
    hostIds("host-users", linux.uidMappings(), "uids");
    hostIds("host-groups", linux.gidMappings(), "gids");
  }

  private void hostIds(String name, List<LinuxIdMapping> mappings, String section) {
    TreeSet<String> planned = new TreeSet<>();
    mappings.forEach(m -> planned.add(m.containerID() + " " + m.hostID() + " " + m.size()));
    TreeSet<String> found = new TreeSet<>();
    observed
        .section(section)
        .forEach(line -> found.add(String.join(" ", line.strip().split("\\s+"))));
    if (!planned.isEmpty()) {
      checks.add(
          AttestationCheck.equal(name, String.join(", ", planned), String.join(", ", found)));
    }
  }
}
