import { boxShown } from '../../../domain/redaction/index.ts';
import type { Mark, PageView } from '../../../application/view-redaction.ts';
import { paths } from '../../paths.ts';

const rounded = (value: number): number => Math.round(value * 10) / 10;

/**
 * A page as a picture with the marks over it, numbered as in the list beside it. Everything in it is said by the list, so
 * readers of the screen pass over the drawing.
 */
export const PagePicture = ({
  urn,
  copyId,
  page,
  marks,
}: {
  urn: string;
  copyId: string;
  page: PageView;
  marks: readonly Mark[];
}) => (
  <svg
    class="jcf-redact__picture"
    viewBox={`0 0 ${rounded(page.width)} ${rounded(page.height)}`}
    role="img"
    aria-label={`Picture of page ${page.page}. What it says and what is marked is in the list.`}
    data-redact-picture
  >
    <image
      href={paths.copyPicture.to({ urn, copyId, page: String(page.page), of: 'original' })}
      width={rounded(page.width)}
      height={rounded(page.height)}
    />
    {marks.flatMap((mark, index) =>
      mark.boxes.map((box) => {
        const [left, top, right, bottom] = boxShown(box, page.shape);
        return (
          <g class={`jcf-redact__mark${mark.goes ? ' jcf-redact__mark--goes' : ''}`} data-mark={mark.key}>
            <rect
              x={rounded(left)}
              y={rounded(top)}
              width={rounded(Math.max(right - left, 1))}
              height={rounded(Math.max(bottom - top, 1))}
            />
            <text x={rounded(left)} y={rounded(top - 1)}>
              {index + 1}
            </text>
          </g>
        );
      }),
    )}
  </svg>
);
