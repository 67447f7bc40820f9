namespace DmaRules.Cli.Tests.Repl;

public class DrivingTests
{
    private static readonly string[] SecureWideDevice =
        ["given is_secure_guest", "device nic", "nic set_mask_and_coherent 64 bits"];

    [Fact]
    public void MappingsAreNumberedUnlessTheyAreNamed()
    {
        var talk = new Talk();

        talk.Hear("device nic", "map nic").ShouldEndWith("m1 = bus address 0x1000");
        talk.Hear("x = map nic 8 KiB").ShouldEndWith("x = bus address 0x10000");
        talk.Hear("x=map nic").ShouldStartWith("error: there is a `x` already");
        talk.Hear("map nic 4 KiB to_device").ShouldEndWith("m2 = bus address 0x20000");
    }

    [Theory]
    [InlineData("nic: cmd = map 4 KiB to_device")]
    [InlineData("nic cmd = map 4 KiB to_device")]
    [InlineData("cmd = nic map 4 KiB to_device")]
    public void AMapIsUnderstoodAsScenariosWriteIt(string line)
    {
        var talk = new Talk();
        talk.Say("device nic");

        talk.Hear(line).ShouldEndWith("cmd = bus address 0x1000");
    }

    [Theory]
    [InlineData("nic: device reads m1")]
    [InlineData("nic: cpu reads m1")]
    [InlineData("nic: unmap m1")]
    [InlineData("nic: sync m1 for_cpu")]
    [InlineData("nic: hypervisor reads m1")]
    [InlineData("nic: device probes 0x1000")]
    [InlineData("nic set_mask 48 bits")]
    [InlineData("set_mask nic 48")]
    [InlineData("nic query_required_mask")]
    public void StepsAreUnderstoodAsScenariosWriteThem(string line) =>
        new Talk().Say("device nic", "map nic", line).IsError.ShouldBeFalse();

    [Fact]
    public void ASecureDeviceWithoutBounceSeesCiphertext()
    {
        var talk = new Talk();

        var answer =
            talk.Say("given is_secure_guest", "device nic", "map nic to_device", "read m1");

        answer.Lines[^1].ShouldBe("nic sees ciphertext");
        talk.Say(":verdict").Lines[0].ShouldBe("nic: breaks device_sees_ciphertext");
    }

    [Fact]
    public void DataThatIsHandedOverArrives()
    {
        var talk = new Talk();

        talk.Say([.. SecureWideDevice, "map nic", "read m1"]).Lines[^1].ShouldBe(
            "nic sees the driver's bytes");
        talk.Say("write m1", "unmap m1", "cpu read m1").Lines[^1].ShouldBe(
            "the driver sees the right bytes");
        talk.Hear(":verdict").ShouldBe("nic: ok");
    }

    [Fact]
    public void ASyncThatDoesNotCopyIsThePolicysFault()
    {
        var talk = new Talk();
        talk.Say("given is_secure_guest", "device nic", "nic set_mask 64 bits");
        talk.Say("map nic", "write m1");

        talk.Say("sync m1 cpu", "cpu read m1").Lines[^1].ShouldBe(
            "the driver sees the right bytes");

        // Another mask call makes the window a table, and from then on sync goes there.
        var other = new Talk();
        other.Say("given is_secure_guest", "device nic", "nic set_mask 64 bits");
        other.Say(
            "map nic", "write m1", "nic set_coherent_mask 32 bits", "sync m1 cpu", "cpu read m1");
        other.Hear(":verdict").ShouldStartWith("nic: breaks sync_does_not_copy");
    }

    [Fact]
    public void AnAccessOutOfTurnIsTheDriversFaultAndNotJudged()
    {
        var talk = new Talk();

        var answer = talk.Say([.. SecureWideDevice, "map nic", "cpu write m1", "read m1"]);

        answer.Lines[^1].ShouldStartWith("not judged: after an access out of turn");
        talk.Hear(":verdict").ShouldBe("nic: ok");
        talk.Hear("cpu read m1").ShouldEndWith(
            "not judged: m1 belongs to the device until `sync m1 for_cpu` or `unmap m1`");
    }

    [Fact]
    public void AnotherDevicesMappingIsNotJudged() =>
        new Talk().Say("device nic", "device gpu", "map nic", "read gpu m1")
            .Lines[^1].ShouldBe("not judged: m1 is nic's");

    [Fact]
    public void AFailureIsShownAsTheDriverSeesIt()
    {
        var talk = new Talk();
        talk.Say("given table_full", "device nic");

        talk.Say("map nic").Lines[^1].ShouldBe(
            "the driver sees DMA_MAPPING_ERROR: iommu_range_exhausted");
        talk.Say("alloc nic").Lines[^1].ShouldBe("the driver sees NULL: iommu_range_exhausted");
    }

    [Fact]
    public void ARefusedMaskLeavesTheWindow() =>
        new Talk().Say("given low_window_base 4 GiB", "device nic", "nic set_mask 32").Lines[^1]
            .ShouldBe("the driver sees -EIO; window none as before");

    [Fact]
    public void AProbeSaysWhatIsThere()
    {
        var talk = new Talk();
        talk.Say([.. SecureWideDevice]);

        talk.Say("probe nic 0x40").Lines[^1].ShouldBe("nic is stopped by the IOMMU");
        talk.Say("probe nic 0x800000000000000").Lines[^1].ShouldBe("nic sees ciphertext");
        talk.Say("probe nic 0xffffffffffffffff").Lines[^1].ShouldBe("nic is stopped by the IOMMU");
    }

    [Fact]
    public void OtherFactsThatMakeAnotherMachineSetTheDevicesUpAgain()
    {
        var talk = new Talk();
        talk.Say("device nic", "device gpu", "nic set_mask 64 bits", "map nic");

        var answer = talk.Say("given is_secure_guest");

        answer.Lines[0].ShouldContain("nic and gpu");
        talk.Say("read m1").Lines[0].ShouldBe("error: no mapping is called `m1`");
        talk.Say("decide nic").Lines[0].ShouldBe("nic has 32 and 32 (coherent) bits, window table");
    }

    [Fact]
    public void FactsAboutTheDriverLeaveTheMachineAlone()
    {
        var talk = new Talk();

        talk.Say("device nic", "map nic", "given map_size = 8 KiB, dma_mask 48 bits").Lines
            .ShouldBeEmpty();

        talk.Hear("map nic").ShouldContain("8 KiB");
        talk.Say("read m1").IsError.ShouldBeFalse();
    }

    [Fact]
    public void MemoryShowsWhatIsSharedAndWhatCanBeReached()
    {
        var lines = new Talk().Say([.. SecureWideDevice, "map nic to_device", ":memory"]).Lines;

        lines.ShouldContain("shared with the hypervisor: 64 MiB");
        lines.ShouldContain("bounce pool: 64 MiB at 0xfc000000, 2 of 32768 slots in use");
        lines.ShouldContain("  0x800000000000000  64 GiB  -> 0x0, read and write");
        lines.ShouldContain(
            "  m1  nic  4 KiB to_device at 0x8000000fc000000, bounced at 0xfc000000");
        lines.ShouldContain("  nic reaches 64 GiB, 64 MiB of it in plaintext");
    }

    [Fact]
    public void AnUntranslatedDeviceReachesAllMemory() =>
        new Talk().Hear("device nic untranslated", ":memory")
            .ShouldContain("nic reaches 64 GiB, 64 GiB of it in plaintext");

    [Theory]
    [InlineData("map gpu", "no device is called `gpu`")]
    [InlineData("gpu map", "no device is called `gpu`")]
    [InlineData("device map", "`map` is a word of the session")]
    [InlineData("device nic", "there is a `nic` already")]
    [InlineData("device", "the device's name is missing")]
    [InlineData("device 1x", "`1x` is no name")]
    [InlineData("map nic 0 B", "`map` needs a size of 1 B to 256 MiB")]
    [InlineData("map nic 4KB", "`4KB` is not a number")]
    [InlineData("map nic at 0x123", "`map ... at` needs an address that is a multiple of 512 B")]
    [InlineData("map nic at 1024 GiB", "there is no memory at that address")]
    [InlineData("map nic at 0xfffffffffffff000", "`map ... at` needs an address below 2^56")]
    [InlineData("map nic to_device please", "`please` does not belong to `map`")]
    [InlineData("nic set_mask", "`set_mask` needs a mask's width, e.g. `64 bits`")]
    [InlineData("nic set_mask 65 bits", "`set_mask` needs a width of 1 to 64 bits")]
    [InlineData("nic set_min_align 3 B", "`set_min_align` needs a power of two of 1 B to 128 KiB")]
    [InlineData("sync m1 nobody", "`sync` needs `for_device` or `for_cpu`")]
    [InlineData("free m1", "`m1` comes from `map`: `unmap m1`")]
    [InlineData("unmap m1 expect maybe", "`maybe` is nothing that `a step` can be expected to do")]
    [InlineData("host adds memory 1 MiB", "`adds memory` needs a size in whole blocks of 256 MiB")]
    [InlineData("host removes memory 1 GiB at 8 GiB", "no memory was added there")]
    [InlineData("host plugs nic", "there is a `nic` already")]
    [InlineData("host unplugs gpu", "no device is called `gpu`")]
    [InlineData("device m1", "there is a `m1` already")]
    [InlineData("map nic in pmem", "the machine has no persistent memory: `given pmem`")]
    [InlineData("gpu: unmap m1", "no device is called `gpu`")]
    [InlineData("expect gpu dma ok", "`gpu` is nothing that `a step` can be expected to do")]
    [InlineData("x = nic set_mask 64", "there is nothing here to call `x`")]
    public void WhatDoesNotFitIsRefusedInWords(string line, string problem) =>
        new Talk().Say("device nic", "map nic", line).Lines[0].ShouldBe($"error: {problem}");

    [Fact]
    public void MemoryThatComesLiesInTheWindowOverRam()
    {
        var talk = new Talk();
        talk.Say(["given max_ram 128 GiB", .. SecureWideDevice]);

        talk.Say("host adds memory 1 GiB").Lines.ShouldBe(
        [
            "  pe0: the huge window maps 1 GiB at 0x1000000000 too",
            "  host: 1 GiB at 0x1000000000 added",
        ]);
        talk.Hear(":memory").ShouldContain("memory added: 1 GiB at 0x1000000000");
        talk.Say("host probes 64 GiB").Lines[^1].ShouldBe("the hypervisor sees ciphertext");
        talk.Say("host: removes memory 256 MiB at 64 GiB").Lines[^1].ShouldBe(
            "  host: 256 MiB at 0x1000000000 removed");
    }

    [Fact]
    public void DevicesComeAndGoAndSitInPes()
    {
        var talk = new Talk();
        talk.Say([.. SecureWideDevice, "device gpu into pe1", "map nic"]);

        talk.Hear(":memory").ShouldContain("pe1, huge window: none");
        talk.Say("host unplugs nic", "read m1").Lines[0].ShouldBe("error: `nic` is unplugged");
        talk.Say("host plugs nic").Lines[^1].ShouldBe(
            "nic is set up: 32-bit masks, window table");
        talk.Say("unmap m1").Lines[0].ShouldBe(
            "error: `m1` was lost when `nic` was unplugged");
        talk.Say("given is_secure_guest no").Lines[0].ShouldContain("gpu and nic");
        talk.Hear(":memory").ShouldContain("pe1, huge window: none");
    }

    [Fact]
    public void WhatIsExpectedIsSaidToBeSoOrNot()
    {
        var talk = new Talk();
        talk.Say([.. SecureWideDevice, "map nic to_device"]);

        talk.Say("read m1 expect data").Lines[^1].ShouldBe("nic sees the driver's bytes");
        talk.Say("read m1 expect ciphertext").Lines[^1].ShouldBe(
            "what is seen: expected ciphertext, got data");
        talk.Say("nic: expect dma ok and dma.tces == 1_048_576").Lines.ShouldBeEmpty();
        talk.Say("expect dma fails").Lines.ShouldBe(["dma: expected fails, got ok"]);
    }

    [Fact]
    public void GivenFactsAboutRequestsHoldForTheStepsThatFollow()
    {
        var talk = new Talk();
        talk.Say("given atomic, map_size 8 KiB, not translated", "device nic");

        talk.Hear("ring = alloc nic", ":memory").ShouldContain("ring  nic  8 KiB coherent");
        talk.Hear("= Device(\"nic\").State.IsTranslated").ShouldBe("false");
    }
}
