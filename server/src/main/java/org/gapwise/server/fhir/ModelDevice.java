package org.gapwise.server.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gapwise.core.file.Json;
import org.gapwise.server.model.Served;

/** A model as a Device (FHIR R4, http://hl7.org/fhir/R4/device.html): what it is called, and which one it is to the byte. */
final class ModelDevice {

    private ModelDevice() {}

    static ObjectNode of(Served model) {
        ObjectNode device = Json.object().put("resourceType", "Device");
        device.putArray("deviceName")
                .addObject()
                .put("name", "Gapwise, model " + model.name().name())
                .put("type", "model-name");
        ArrayNode versions = device.putArray("version");
        versions.addObject().put("value", model.name().version());
        ObjectNode bytes = versions.addObject();
        bytes.putObject("type").put("text", "fingerprint of the model's files");
        bytes.put("value", model.fingerprint());
        return device;
    }
}
