package org.gapwise.data.fhir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Resources as texts, and Bundles of them. */
final class Entry {

    static final String PATIENT =
            "{'resourceType':'Patient','id':'p','birthDate':'1960-03-10','gender':'female','name':[{'family':'Sommer'}]}";
    static final String STUDY =
            "{'resourceType':'ImagingStudy','id':'s','status':'available','subject':{'reference':'Patient/p'},"
                    + "'started':'2020-05-05T12:00:00Z'}";

    private Entry() {}

    static String json(String text) {
        return text.replace('\'', '"');
    }

    /** An Observation of a heart rate, at ten o'clock, with other words for some. */
    static String pulse(String... changes) {
        return observation("8867-4", "'valueQuantity':{'value':80,'code':'/min'}", changes);
    }

    static String observation(String loinc, String value, String... changes) {
        String text = "{'resourceType':'Observation','id':'o','status':'final','subject':{'reference':'Patient/p'},"
                + "'code':{'coding':[{'system':'http://loinc.org','code':'" + loinc + "'}]},"
                + "'effectiveDateTime':'2020-05-05T10:00:00Z'," + value + "}";
        for (int i = 0; i < changes.length; i += 2) {
            text = text.replace(changes[i], changes[i + 1]);
        }
        return text;
    }

    static String bundle(String... resources) {
        return "{'resourceType':'Bundle','type':'collection','entry':["
                + List.of(resources).stream().map(r -> "{'resource':" + r + "}").collect(Collectors.joining(","))
                + "]}";
    }

    static FhirBundle read(String bundle, FhirPlan plan) throws IOException {
        return FhirBundle.read(
                new ByteArrayInputStream(json(bundle).getBytes(StandardCharsets.UTF_8)), "request", plan);
    }

    /** The one case of a patient with one study and these. */
    static FhirCase one(FhirPlan plan, String... more) throws IOException {
        String[] all = new String[more.length + 2];
        all[0] = PATIENT;
        all[1] = STUDY;
        System.arraycopy(more, 0, all, 2, more.length);
        List<FhirCase> cases = read(bundle(all), plan).cases();
        return cases.get(0);
    }

    static FhirCase one(String... more) throws IOException {
        return one(FhirPlan.usual(), more);
    }
}
