"""The authors' released modules (github.com/arco-group/Resilient-VT), taken from a checkout: nothing of them is here.

Their package imports a whole training stack, so only the files of the model are loaded, with stand-ins for the few
names that these ask of it. Weights start at random: how long arithmetic takes does not depend on them."""
import importlib.util
import pathlib
import sys
import types

import torch
import torchvision

import peer


def nothing(*arguments, **named):
    return None


def stand_in(name, **attributes):
    module = types.ModuleType(name)
    module.__path__ = []
    vars(module).update(attributes)
    sys.modules[name] = module
    return module


def load(root, path, name):
    spec = importlib.util.spec_from_file_location(name, pathlib.Path(root, path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def modules(root):
    """Their tabular encoder, fusion, extractor and joint model."""
    stand_in("hydra")
    stand_in("hydra.utils", instantiate=nothing)
    stand_in("CMC_utils")
    stand_in("CMC_utils.miscellaneous", do_really_nothing=nothing, recursive_cfg_substitute=nothing)
    names = ("list_model_modules", "set_pretrained_attribute", "freeze_params", "remove_DataParallel_module")
    models = stand_in("CMC_utils.models", **dict.fromkeys(names, nothing))
    generic, tabular = "CMC_utils/models/generic/", "CMC_utils/models/tabular/naim/"
    models.Extractor = load(root, generic + "extractor_torch.py", "CMC_utils.models.extractor").Extractor
    stand_in("CMC_utils.models.naim")
    load(root, tabular + "tabular_tokenizer.py", "CMC_utils.models.naim.tabular_tokenizer")
    naim = load(root, tabular + "naim_maria.py", "CMC_utils.models.naim.naim_maria")
    joint = load(root, generic + "multimodal_model.py", "CMC_utils.models.joint")
    return naim.NAIM, naim.MARIA, models.Extractor, joint.MultimodalLearner


class Authors:
    def __init__(self, spec):
        naim, maria, extractor, learner = modules(spec["authors"])
        features, numeric, width = spec["features"], spec["numeric"], spec["width"]
        shared = dict(d_token=width, embedder_initialization="normal", bias=False, missing_value="~inf",
                      num_heads=spec["heads"], feedforward_dim=spec["feed_forward"], dropout_rate=0.0,
                      activation="relu", embed_vector_fun="cat")
        table = naim(input_size=features, output_size=spec["targets"], cat_idxs=list(range(numeric, features)),
                     cat_dims=[spec["levels"]] * (features - numeric), num_layers=spec["table_depth"], **shared)
        table.classifier = torch.nn.Identity()
        vision = torchvision.models.resnet50()
        vision.fc = torch.nn.Identity()
        vision.input_size, vision.d_token = (3, spec["image_size"], spec["image_size"]), width
        model = learner.__new__(learner)
        torch.nn.Module.__init__(model)
        model.fusion_mode = "concat"
        model.ms_models = torch.nn.ModuleList([extractor(table, features * width), extractor(vision, 2048)])
        tokens = [features, 2048 // width]
        model.shared_net = maria(input_size=sum(tokens), output_size=spec["targets"], cat_idxs=[], cat_dims=[],
                                 num_layers=spec["fusion_depth"], n_modalities=2, ntokens_per_modality=tokens, **shared)
        self.model, self.size = model, spec["image_size"]

    def parameters(self):
        return self.model.parameters()

    def inputs(self, tensors):
        nan = float("nan")
        cases = len(tensors["values"])
        pictures = torch.full((cases, 3, self.size, self.size), nan)
        pictures[tensors["rows"]] = tensors["pixels"]
        values = tensors["values"].masked_fill(tensors["present"] == 0, nan)
        return {"values": values, "pictures": pictures, "labels": tensors["labels"]}

    def logits(self, batch, training):
        self.model.train(training)
        logits = self.model(batch["values"], batch["pictures"])
        return logits.reshape(len(batch["values"]), -1)

    def loss(self, batch):
        return peer.masked_loss(self.logits(batch, training=True).float(), batch["labels"])


if __name__ == "__main__":
    peer.serve(Authors)
