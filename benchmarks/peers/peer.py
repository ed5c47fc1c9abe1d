"""What all peers share: the protocol (a line of JSON in, a line of JSON out), files, and the clock."""
import json
import sys
import time

import numpy
import torch

TYPES = {"F32": numpy.float32, "I64": numpy.int64, "BOOL": numpy.bool_}


def read(path):
    """All tensors of a safetensors file."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        body = file.read()
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            first, last = entry["data_offsets"]
            flat = numpy.frombuffer(body[first:last], TYPES[entry["dtype"]])
            tensors[name] = torch.from_numpy(flat.copy().reshape(entry["shape"]))
    return tensors


class Watch:
    """Seconds by the clock and of the processor since it was made."""

    def __init__(self):
        self.wall, self.processor = time.perf_counter(), time.process_time()

    def read(self):
        return [time.perf_counter() - self.wall, time.process_time() - self.processor]


def masked_loss(logits, labels):
    """Binary cross-entropy: mean over annotated cases of each label, then over labels that have any."""
    known = labels >= 0
    losses = torch.nn.functional.binary_cross_entropy_with_logits(
        logits, labels.clamp(min=0), reduction="none")
    counts = known.sum(0)
    each = (losses * known).sum(0) / counts.clamp(min=1)
    return each.sum() / (counts > 0).sum().clamp(min=1)


def autocast(precision):
    return torch.autocast("cpu", torch.bfloat16, enabled=precision == "bf16")


def step(model, optimizer, batch, precision):
    """One step of training: seconds of both passes, and of the optimizer."""
    watch = Watch()
    optimizer.zero_grad(set_to_none=True)
    with autocast(precision):
        loss = model.loss(batch)
    loss.backward()
    passes = watch.read()
    watch = Watch()
    optimizer.step()
    return {"passes": passes, "optimizer": watch.read()}


def predict(model, batch, precision, cases):
    few = {name: tensor[:cases] for name, tensor in batch.items()}
    with torch.inference_mode(), autocast(precision):
        watch = Watch()
        probabilities = torch.sigmoid(model.logits(few, training=False).float()).reshape(-1)
        took = watch.read()
    return {"took": took, "probabilities": probabilities.tolist()}


def serve(make):
    """Answers until nobody asks: open, load, step, predict."""
    answers, sys.stdout = sys.stdout, sys.stderr
    model, optimizer, batches = None, None, {}
    for line in sys.stdin:
        question = json.loads(line)
        try:
            what = question["do"]
            if what == "open":
                torch.set_num_threads(question["threads"])
                torch.backends.nnpack.set_flags(False)
                model = make(question)
                # At a rate of 0 every step is the first one, and the arithmetic is the same.
                optimizer = torch.optim.AdamW(model.parameters(), lr=0, weight_decay=0.01, fused=question["fused"])
                reply = {"torch": torch.__version__}
            elif what == "load":
                batches[question["scene"]] = model.inputs(read(question["file"]))
                reply = {}
            elif what == "step":
                reply = step(model, optimizer, batches[question["scene"]], question["precision"])
            else:
                reply = predict(model, batches[question["scene"]], question["precision"], question["cases"])
        except Exception as error:  # the asker has to know, whatever it is
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), file=answers, flush=True)
