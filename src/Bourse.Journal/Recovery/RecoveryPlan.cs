namespace Bourse.Journal;

/// <summary>What has to be mended, found without changing anything.</summary>
internal sealed record RecoveryPlan(
    IReadOnlyList<SurveyedSegment> Kept, IReadOnlyList<SurveyedSegment> Removed,
    IReadOnlyList<SurveyedSegment> Resealed);
