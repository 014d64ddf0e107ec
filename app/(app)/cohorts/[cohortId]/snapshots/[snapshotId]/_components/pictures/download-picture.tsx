'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { type PictureFormat, pictureFormats } from '@/lib/analysis/pictures/picture-file';

interface DownloadPictureProps {
  /** The id of the SVG on this page. */
  readonly pictureId: string;
  /** What screen readers hear beside the format. */
  readonly title: string;
  readonly fileName: string;
}

const formatNames: Readonly<Record<PictureFormat, string>> = { svg: 'SVG', png: 'PNG' };

/** For print a PNG has twice the points of the screen. */
const pngScale = 2;

/** Made in the browser from the picture on the page, so that the file is what was seen. */
export function DownloadPicture({ pictureId, title, fileName }: DownloadPictureProps) {
  const [problem, setProblem] = useState<string | null>(null);

  async function save(format: PictureFormat) {
    setProblem(null);
    const picture = document.getElementById(pictureId);
    try {
      if (!(picture instanceof SVGSVGElement)) {
        throw new Error('no picture');
      }
      const file = format === 'svg' ? svgFile(picture) : await pngFile(picture);
      offer(file, `${fileName}.${format}`);
    } catch {
      setProblem(
        format === 'png'
          ? 'This browser could not draw the PNG. The SVG has the same picture.'
          : 'This browser could not save the picture. Reload the page and try again.',
      );
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      {pictureFormats.map((format) => (
        <Button key={format} variant="secondary" size="small" onClick={() => save(format)}>
          <Download aria-hidden className="size-4" />
          {formatNames[format]}
          <span className="sr-only">{` of ${title}`}</span>
        </Button>
      ))}
      <span role="alert" className="text-red">
        {problem}
      </span>
    </div>
  );
}

function textOf(picture: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(picture);
}

function svgFile(picture: SVGSVGElement): Blob {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  return new Blob([head, textOf(picture)], { type: 'image/svg+xml' });
}

async function pngFile(picture: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  // The page's policy lets images come as data, not as blobs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(picture))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = picture.width.baseVal.value * pngScale;
  canvas.height = picture.height.baseVal.value * pngScale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('no PNG')) : resolve(blob)),
      'image/png',
    );
  });
}

function offer(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
