package dev.ocispec.attestation;

import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold of the sizes and flags of file systems in memory, {@code /tmp} and the like. */
final class LimitChecks {
  private static final String SIZE = "size=";
  private static final long PAGE = 4096;
  private static final long KIBI = 1024;
  private static final int PLACE = 4;
  private static final int FLAGS = 5;
  private static final String NO_PROGRAMS = "noexec";

  private final Spec spec;
  private final Observation observed;

  LimitChecks(Spec spec, Observation observed) {
    this.spec = spec;
    this.observed = observed;
  }

  List<AttestationCheck> all() {
    List<AttestationCheck> checks = new ArrayList<>();
    for (Mount mount : spec.mounts()) {
      if (mount.type().equals(Optional.of("tmpfs"))) {
        size(mount.options().stream())
            .ifPresent(
                size ->
                    checks.add(
                        AttestationCheck.equal(
                            "size " + mount.destination(),
                            shown(size),
                            found(mount.destination()))));
        if (!mount.options().contains(NO_PROGRAMS)) {
          checks.add(programs(mount.destination()));
        }
      }
    }
    return checks;
  }

  /** Where programs are to be run, that they can be. */
  private AttestationCheck programs(String place) {
    String flags = fields(place).map(fields -> fields[FLAGS]).orElse("not mounted");
    return new AttestationCheck(
        "exec " + place,
        !flags.equals("not mounted") && !List.of(flags.split(",")).contains(NO_PROGRAMS),
        "mounted without " + NO_PROGRAMS,
        flags);
  }

  private static Optional<String> size(Stream<String> options) {
    return options
        .filter(option -> option.startsWith(SIZE))
        .reduce((first, last) -> last)
        .map(option -> option.substring(SIZE.length()));
  }

  /** As the kernel shows it: whole pages, in KiB. */
  private static String shown(String size) {
    long bytes =
        size.endsWith("k")
            ? Long.parseLong(size.substring(0, size.length() - 1)) * KIBI
            : Long.parseLong(size);
    return (bytes + PAGE - 1) / PAGE * (PAGE / KIBI) + "k";
  }

  /** The fields of the line on what is mounted at a place. */
  private Optional<String[]> fields(String place) {
    return observed.section("mounts").stream()
        .map(line -> line.split(" "))
        .filter(fields -> fields.length > FLAGS && fields[PLACE].equals(place))
        .reduce((first, last) -> last);
  }

  /** The size that the file system seen at a place has; the last one mounted there is seen. */
  private String found(String place) {
    return fields(place)
        .map(fields -> fields[fields.length - 1])
        .flatMap(options -> size(Stream.of(options.split(","))))
        .orElse("none");
  }
}
