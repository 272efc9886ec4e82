using Bourse.Market;

namespace Bourse.Tests.Market;

public sealed class InstrumentRegistryTests
{
    private static readonly Venue Asx = new(1, "ASX", "Australian Securities Exchange", "Australia/Sydney");
    private static readonly Venue Other = new(2, "OTHER", "Another", "UTC");

    private readonly InstrumentRegistry _registry = new();

    [Fact]
    public void Instruments_are_numbered_from_one_in_the_order_of_definition()
    {
        Assert.Equal(1, Add(Asx, "BHP", out _).Id.Number);
        Assert.Equal(2, Add(Asx, "RIO", out _).Id.Number);
        Assert.Equal(["ASX:BHP", "ASX:RIO"], _registry.All.Select(instrument => instrument.Key));
        Assert.Equal(2, _registry.Count);
    }

    [Fact]
    public void A_known_instrument_is_given_back_and_not_made_again()
    {
        var first = Add(Asx, "BHP", out var isFirstNew);
        var second = Add(Asx, "BHP", out var isSecondNew);

        Assert.Equal((true, false), (isFirstNew, isSecondNew));
        Assert.Same(first, second);
    }

    [Fact]
    public void A_symbol_names_every_venues_instrument_and_a_key_names_one()
    {
        Add(Asx, "BHP", out _);
        Add(Asx, "RIO", out _);
        Add(Other, "BHP", out _);

        Assert.Equal(["ASX:BHP", "OTHER:BHP"], _registry.Named("BHP").Select(instrument => instrument.Key));
        Assert.Equal("OTHER:BHP", Assert.Single(_registry.Named("OTHER:BHP")).Key);
        Assert.Empty(_registry.Named("XYZ"));
        Assert.Empty(_registry.Named("ASX:XYZ"));
        Assert.Null(_registry.Find("BHP"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void An_id_that_is_not_defined_finds_nothing(int number) =>
        Assert.Null(_registry.Find(new InstrumentId(number)));

    [Fact]
    public void A_definition_read_from_a_tape_keeps_its_number_and_replaces_an_earlier_one()
    {
        _registry.Put(Make(Asx, "BHP", new InstrumentId(700)));
        _registry.Put(Make(Asx, "BHP", new InstrumentId(700)) with { Name = "BHP BILLITON LTD" });

        Assert.Equal("BHP BILLITON LTD", _registry.Find(new InstrumentId(700))!.Name);
        Assert.Equal("BHP BILLITON LTD", Assert.Single(_registry.All).Name);
        Assert.Equal(701, Add(Asx, "RIO", out _).Id.Number);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(InstrumentRegistry.InstrumentsMax + 1)]
    public void A_number_out_of_range_is_refused(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _registry.Put(Make(Asx, "BHP", new InstrumentId(number))));

    [Fact]
    public async Task Readers_see_whole_definitions_while_a_writer_adds()
    {
        const int Added = 5_000;
        var writing = Task.Run(() =>
        {
            for (var i = 1; i <= Added; i++)
                Add(Asx, $"S{i}", out _);
        }, TestContext.Current.CancellationToken);

        for (var seen = 0; seen < Added; seen = _registry.Count)
            if (seen > 0)
                Assert.Equal($"S{seen}", _registry.Find(new InstrumentId(seen))!.Symbol);

        await writing;
        Assert.Equal(Added, _registry.All.Count());
    }

    [Theory]
    [InlineData("BHP", true)]
    [InlineData("BTC-USD", true)]
    [InlineData("A.B_C/1", true)]
    [InlineData("", false)]
    [InlineData("bhp", false)]
    [InlineData("B HP", false)]
    [InlineData("ASX:BHP", false)]
    [InlineData("ÄÖ", false)]
    [InlineData("TOOLONGSYMBOL", false)]
    public void A_symbol_is_upper_case_letters_digits_and_a_few_signs(string text, bool isSymbol) =>
        Assert.Equal(isSymbol, Instrument.IsSymbol(text, lengthMax: 8));

    private Instrument Add(Venue venue, string symbol, out bool isNew) =>
        _registry.GetOrAdd(Instrument.KeyOf(venue.Code, symbol), id => Make(venue, symbol, id), out isNew);

    private static Instrument Make(Venue venue, string symbol, InstrumentId id) =>
        new() { Id = id, Venue = venue, Symbol = symbol, Name = symbol, Currency = "AUD" };
}
