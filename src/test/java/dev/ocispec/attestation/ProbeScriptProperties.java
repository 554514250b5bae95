package dev.ocispec.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** The places in a probe's file are what they are, whatever a shell would make of their signs. */
@Tag("property")
@PropertyDefaults(tries = 30)
class ProbeScriptProperties {
  @Property
  void aShellTakesEachPlaceAsOneWord(@ForAll("places") List<String> places)
      throws IOException, InterruptedException {
    String words =
        places.stream().map(ProbeScript::quoted).collect(Collectors.joining(" ", "set -- ", "\n"));
    Path script = Files.createTempFile("ocispec-probe", ".sh");
    try {
      Files.writeString(script, words + "printf '%s\\0' \"$@\"\n");
      Process shell = new ProcessBuilder("/bin/sh", script.toString()).start();
      String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(shell.waitFor()).isZero();
      assertThat(said).isEqualTo(String.join("\0", places) + "\0");
    } finally {
      Files.delete(script);
    }
  }

  @Provide
  Arbitrary<List<String>> places() {
    return Arbitraries.strings()
        .withChars('\'', '"', '$', '`', '\\', '\n', '\t', ' ', '*', '?', '!', '~', '#', '&', ';')
        .withChars('a', 'b', '/', '-', '(', ')', '<', '>', '|', '\u00e4', '\u20ac', '\u0081')
        .ofMaxLength(30)
        .map(name -> "/" + name)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }
}
