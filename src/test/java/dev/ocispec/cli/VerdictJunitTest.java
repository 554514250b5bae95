package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** {@code validate --format junit}. */
@Tag("unit")
class VerdictJunitTest {
  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Element run(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 5];
    System.arraycopy(
        new String[] {"validate", "--format", "junit", "--checks", "schema"}, 0, all, 0, 5);
    System.arraycopy(arguments, 0, all, 5, arguments.length);
    String xml = CommandLine.run(all).out();
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }

  private static Element element(Element parent, String name, int index) {
    return (Element) parent.getElementsByTagName(name).item(index);
  }

  @Test
  void aFileIsASuiteAndAFindingAFailedTest() throws Exception {
    String bad = file("bad.json", "{\"ociVersion\":\"1.0.0\",\n\"hostname\":5,\"domainname\":6}");

    Element suite = element(run(bad), "testsuite", 0);

    assertThat(suite.getAttribute("name")).isEqualTo(bad);
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    Element test = element(suite, "testcase", 0);
    assertThat(test.getAttribute("name")).isEqualTo("schema-type /hostname");
    assertThat(test.getAttribute("line")).isEqualTo("2");
    Element failure = element(test, "failure", 0);
    assertThat(failure.getAttribute("type")).isEqualTo("must");
    assertThat(failure.getAttribute("message"))
        .isEqualTo("expected a string, found a whole number");
    assertThat(failure.getTextContent())
        .isEqualTo(
            bad + ":2:12: /hostname: expected a string, found a whole number [schema-type] (must)");
  }

  @Test
  void aFileWithoutFindingsIsATestThatPassed() throws Exception {
    Element suite = element(run(file("good.json", "{\"ociVersion\":\"1.0.0\"}")), "testsuite", 0);

    assertThat(suite.getAttribute("failures")).isEqualTo("0");
    assertThat(element(suite, "testcase", 0).getAttribute("name")).isEqualTo("valid (config)");
    assertThat(suite.getElementsByTagName("failure").getLength()).isZero();
  }

  @Test
  void whatXmlCantHoldIsEscaped() throws Exception {
    String odd =
        file(
            "a<&>\u0001.json",
            "{\"ociVersion\":\"1.0.0\",\"linux\":{\"rootfsPropagation\":\"\\u0000<&\\\">\\uffff\"}}");

    Element suite = element(run(odd), "testsuite", 0);

    assertThat(suite.getAttribute("name")).endsWith("/a<&>\\u0001.json");
    assertThat(element(suite, "failure", 0).getAttribute("message"))
        .endsWith("found \"\\u0000<&\">\uFFFD\"");
  }

  @Test
  void aFileThatCantBeReadIsAnError() throws Exception {
    Element suite = element(run(folder + "/none.json"), "testsuite", 0);

    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(element(suite, "error", 0).getAttribute("message"))
        .isEqualTo("cannot read " + folder + "/none.json: no such file or folder");
  }
}
