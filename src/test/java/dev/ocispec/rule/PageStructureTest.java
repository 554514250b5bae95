package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The HTML pages of explanations and differences. */
@Tag("unit")
class PageStructureTest {
  private static Spec read(String name) {
    return Json.read(Path.of("src/test/resources/explain", name + ".json"), Spec.class);
  }

  static Stream<String> pages() {
    Spec docker = read("docker");
    Spec opened = read("docker-opened");
    return Stream.of(
        Explanation.of(docker).toHtml("a & <b>"),
        Difference.between(docker, opened).toHtml("a & <b>", "\"c\""),
        Difference.between(docker, docker).toHtml());
  }

  private static Document parsed(String page) throws Exception {
    assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  private static List<Element> elements(Document page, String name) {
    NodeList found = page.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageIsWellFormedAndNeedsNothingElse(String page) throws Exception {
    Document document = parsed(page);
    Set<String> names = new TreeSet<>();
    elements(document, "*").forEach(element -> names.add(element.getTagName()));

    assertThat(names)
        .isSubsetOf(
            "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "main",
            "section", "h2", "h3", "ul", "li", "span", "code", "del", "ins", "footer");
    assertThat(elements(document, "*"))
        .noneMatch(element -> element.hasAttribute("src") || element.hasAttribute("href"));
    assertThat(elements(document, "style").get(0).getTextContent())
        .contains("prefers-color-scheme: dark", "@media print")
        .doesNotContain("url(", "@import");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageHasOneHeadingOfEachPartAndATitle(String page) throws Exception {
    Document document = parsed(page);

    assertThat(elements(document, "h1")).hasSize(1);
    assertThat(elements(document, "title").get(0).getTextContent())
        .isEqualTo(elements(document, "h1").get(0).getTextContent());
    assertThat(elements(document, "section"))
        .allMatch(section -> section.getElementsByTagName("h2").getLength() == 1)
        .hasSameSizeAs(elements(document, "h2"));
    assertThat(elements(document, "li"))
        .allMatch(item -> item.getElementsByTagName("span").getLength() == 1);
  }
}
