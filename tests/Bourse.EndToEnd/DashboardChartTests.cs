namespace Bourse.EndToEnd;

/// <summary>What the screen charts, in a real browser, on the sample of real ticks and the synthetic market.</summary>
public sealed class DashboardChartTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("an indicator that I choose says in the legend what the server answers for that bar")]
    [InlineData("I scroll back over several pages and no bar is missing, while the last ones go on")]
    [InlineData("the profile of the session says what the server does")]
    [InlineData("the layout that I make, name and choose is there after a reload")]
    public void I_look_at_a_chart(string story)
    {
        ScreenStory.SkipWithoutBrowser();
        using var server = Server.Start(_data.Path, "--port", "0", "--set", "Feeds:Synthetic:EventsPerSecond=200").WaitServing();
        ScreenStory.Tell("charts", story, server);
    }
}
