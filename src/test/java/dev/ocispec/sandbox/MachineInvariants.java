package dev.ocispec.sandbox;

import dev.ocispec.request.EnvironmentVariable;
import dev.ocispec.spec.LinuxPersonality;
import dev.ocispec.spec.LinuxPersonalityDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Promises about what a build takes the machine for, and what it inherits from it. */
final class MachineInvariants {
  private MachineInvariants() {}

  /** Of the systems in these tests. */
  static List<String> personality(SandboxCase c) {
    String system = c.request().constraints().system().orElse("");
    String processor = c.host().architecture();
    boolean smaller =
        system.equals("i686-linux") && processor.equals("x86_64")
            || system.equals("armv7l-linux")
                && processor.equals("aarch64")
                && !c.host().systems().contains(system); // There it is emulated.
    Optional<LinuxPersonalityDomain> expected =
        smaller ? Optional.of(LinuxPersonalityDomain.LINUX32) : Optional.empty();
    boolean flags = c.linux().personality().filter(p -> !p.flags().isEmpty()).isPresent();
    return c.linux().personality().flatMap(LinuxPersonality::domain).equals(expected) && !flags
        ? List.of()
        : List.of(system + " on " + processor + ": " + c.linux().personality());
  }

  static List<String> umask(SandboxCase c) {
    return c.process().user().orElseThrow().umask().equals(OptionalLong.of(022))
        ? List.of()
        : List.of("umask: " + c.process().user().orElseThrow().umask());
  }

  /** The moment, time zone and locale, unless the request has them; nothing where not asked. */
  static List<String> neutralEnvironment(SandboxCase c) {
    List<String> own = c.request().environment().stream().map(EnvironmentVariable::key).toList();
    List<String> expected = new ArrayList<>();
    if (c.request().normalise().isPresent()) {
      expected.add("SOURCE_DATE_EPOCH=" + c.request().normalise().getAsLong());
      expected.add("TZ=UTC");
      if (own.stream().noneMatch(key -> key.equals("LANG") || key.startsWith("LC_"))) {
        expected.addAll(List.of("LANG=C.UTF-8", "LC_ALL=C.UTF-8"));
      }
      expected.removeIf(entry -> own.contains(entry.substring(0, entry.indexOf('='))));
    }
    List<String> env = c.process().env();
    List<String> found = env.subList(Math.min(own.size(), env.size()), env.size());
    return found.equals(expected) ? List.of() : List.of("added to the environment: " + found);
  }
}
